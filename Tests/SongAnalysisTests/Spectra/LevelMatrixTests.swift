import Foundation
import Testing

@testable import SongAnalysis

@Suite struct LevelMatrixTests {
  @Test(arguments: [-119.8, -70.3, -23.0, 0, 7.2])
  func aLevelIsKeptWithinHalfAStep(level: Double) {
    var matrix = LevelMatrix(bandCount: 1)
    matrix.append(powers: [Float(pow(10, level / 10))])
    #expect(abs(Double(matrix[0, 0]) - level) <= 0.26)
  }

  @Test(arguments: [Float(0), -1, .nan, 1e-30])
  func whatIsNoPowerIsSilence(power: Float) {
    var matrix = LevelMatrix(bandCount: 1)
    matrix.append(powers: [power])
    #expect(matrix[0, 0] == LevelMatrix.floor)
  }

  @Test func aCurveIsOneBandOfAllFrames() {
    var matrix = LevelMatrix(bandCount: 3, room: 1)
    matrix.append(powers: [1, 0.1, 0.01, 0.001, 0.5, 0.05])
    let curve = matrix.curve(ofBand: 1, through: (0...255).map(Float.init))
    #expect(curve == (0..<2).map { Float(matrix.stored(frame: $0, band: 1)) })
    #expect(LevelMatrix(bandCount: 3).curve(ofBand: 1, through: []) == [])
  }

  @Test func aLevelAboveTheScaleStaysOnIt() {
    var matrix = LevelMatrix(bandCount: 1)
    matrix.append(powers: [.infinity])
    #expect(matrix.maximum == 7.5)
  }
}
