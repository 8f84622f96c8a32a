import Testing

@testable import SongAnalysis

@Suite struct ParabolaVertexTests {
  @Test(arguments: [-0.5, -0.2, 0, 0.3])
  func theTopOfAParabolaIsFound(top: Double) {
    let curve = (-2...2).map { 5 - (Double($0) - top) * (Double($0) - top) }
    #expect(abs(curve.vertex(at: 2) - top) < 1e-12)
    #expect(abs(curve.map(Float.init).vertex(at: 2) - top) < 1e-6)
  }

  @Test func atTheEndsAndWhereThereIsNoHillTheTopIsThePlace() {
    #expect([3.0, 2, 1].vertex(at: 0) == 0)
    #expect([1.0, 2, 3].vertex(at: 2) == 0)
    #expect([2.0, 1, 2].vertex(at: 1) == 0)
    #expect([1.0, 1, 1].vertex(at: 1) == 0)
  }
}
