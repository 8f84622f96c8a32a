import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct RunningChromaTests {
  /// Sums over a hundred unit rows in single precision, of which a few are taken.
  private static let tolerance: Float = 1e-4

  /// Times on a frame, between two and near both ends of the song.
  @Test(arguments: [0.3, 1.0, 2.37, 3.9, 6.61, 7.8])
  func aChangeIsThatOfTheMeansBeforeAndAfter(time: Double) {
    let source = Self.source
    let running = RunningChroma(source)
    for reach in [0.05, 0.5, 1.3] {
      let before = Self.mean(source, from: time - reach, to: time)
      let after = Self.mean(source, from: time, to: time + reach)
      let expected = 1 - cosine(before, after)
      #expect(abs(running.change(at: time, reach: reach) - expected) < Self.tolerance)
    }
  }

  /// There is nothing to compare it with.
  @Test func theEdgesOfASongAreChanges() {
    let running = RunningChroma(Self.source)
    #expect(running.change(at: -1, reach: 0.5) == 1)
    #expect(running.change(at: running.duration + 1, reach: 0.5) == 1)
  }

  @Test func aLastingChordDoesNotChangeAndANewOneDoes() {
    let running = RunningChroma(Self.source)
    // Chords change every two seconds.
    #expect(running.change(at: 5, reach: 0.5) < 0.1)
    #expect(running.change(at: 4, reach: 0.5) > 0.2)
  }

  private static let source = ChromaFrames(
    ToySong(tempo: 120, [(ToySong.Music(roots: [0, 6, 1, 8], chords: 0.3, drums: 0), 4)])
      .features(), ofBass: false)

  /// The mean of rows of unit length, by the parts of them that lie inside, row by row.
  private static func mean(_ source: ChromaFrames, from start: Double, to end: Double) -> [Float] {
    var sums = [Double](repeating: 0, count: source.width)
    for frame in 0..<source.frameCount {
      let begin = (Double(frame) - source.lead) / source.rate
      let share = min(end, begin + 1 / source.rate) - max(start, begin)
      guard share > 0 else { continue }
      let row = (0..<source.width).map { Double(source.value(frame: frame, column: $0)) }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for column in row.indices where length > 0 { sums[column] += share * row[column] / length }
    }
    return sums.map { Float($0) }
  }
}
