import Testing

@testable import SongAnalysis

@Suite struct FrameSourceTests {
  /// One column that counts up, ten rows in a second.
  private struct Ramp: FrameSource {
    let width = 1
    let frameCount: Int
    let rate = 10.0
    let lead = 0.0
    func value(frame: Int, column: Int) -> Float { Float(frame) }
  }

  @Test func aMeanCountsRowsByThePartThatLiesInside() {
    let ramp = Ramp(frameCount: 10)
    #expect(ramp.mean(from: 0.2, to: 0.4) == [2.5])
    // A quarter of row 1 and the whole of row 2.
    #expect(abs(ramp.mean(from: 0.175, to: 0.3)[0] - (0.25 * 1 + 2) / 1.25) < 1e-5)
  }

  @Test func aStretchOutsideTakesTheNearestRow() {
    let ramp = Ramp(frameCount: 10)
    #expect(ramp.mean(from: 5, to: 6) == [9])
    #expect(ramp.mean(from: -3, to: -2) == [0])
    #expect(Ramp(frameCount: 0).mean(from: 0, to: 1) == [0])
  }
}
