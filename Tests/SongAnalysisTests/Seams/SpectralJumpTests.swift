import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct SpectralJumpTests {
  /// Bars of two seconds, ten mel frames a second, so that a bar is of whole frames.
  private static let (bar, rate) = (2.0, 10.0)

  /// Where a bar begins, in seconds: a frame begins a little before its time.
  private static func line(_ bar: Double) -> Double {
    (bar * Self.bar * rate - SpectralFeatures.melLead) / rate
  }

  /// A song by the levels of its bars in dB, in the even and in the odd mel bands.
  private static func song(_ bars: [(even: Float, odd: Float)]) -> SongSketch {
    var mel = LevelMatrix(bandCount: SpectralFeatures.melBandCount)
    for level in bars {
      let powers = (0..<SpectralFeatures.melBandCount).map { band in
        let amplitude = Float(
          Signals.amplitude(ofDecibels: Double(band % 2 == 0 ? level.even : level.odd)))
        return amplitude * amplitude
      }
      for _ in 0..<Int(bar * rate) { mel.append(powers: powers) }
    }
    let empty = LevelMatrix(bandCount: 1)
    let duration = bar * Double(bars.count)
    return SongSketch(
      duration: duration,
      spectra: SpectralFeatures(
        duration: duration, onsetRate: 4 * rate, onsetBands: empty, melRate: rate, mel: mel,
        energy: empty, centre: empty, chromaRate: 1, chroma: []),
      rhythm: nil, waveform: [], moments: LevelMatrix(bandCount: 2), shortTermLoudness: [],
      integratedLoudness: nil)
  }

  private static func song(levels: [Float]) -> SongSketch { song(levels.map { ($0, $0) }) }

  /// Twelve bars, one 4 dB louder than the next.
  private static let wavering = song(levels: (0..<12).map { $0 % 2 == 0 ? -20 : -24 })
  private static let lines = (2..<12).map { line(Double($0)) }

  /// From the first bar of one song to the second bar of another.
  private static func jump(
    _ before: SongSketch, _ after: SongSketch, gain: Double = 0, song: SongSketch = wavering,
    lines: [Double] = lines
  ) throws -> SpectralJump {
    try #require(
      SpectralJump(
        before: SeamSide(song: before, range: TimeRange(start: 0, end: line(1)), gainInDB: 0),
        after: SeamSide(
          song: after, range: TimeRange(start: line(1), end: line(2)), gainInDB: gain),
        bar: bar, song: song, barLines: lines))
  }

  /// The song changes by 4 dB at each of its bar lines; the result is louder from the seam on.
  @Test(arguments: [(0.0, 1.5), (2, 1), (6, 0), (9, 0.75)])
  func aChangeIsMeasuredWithoutTheGainOfItsSide(gain: Double, ratio: Double) throws {
    let louder = Self.song(levels: [0, -14])
    let jump = try Self.jump(Self.wavering, louder, gain: gain)
    #expect(abs(try #require(jump.ratio) - ratio) < 1e-3)
  }

  /// As where the bass goes and cymbals come.
  @Test func changesOfOppositeSignDoNotCancel() throws {
    let jump = try Self.jump(Self.wavering, Self.song([(0, 0), (-17, -24)]))
    // Half of the bands by 3 dB, half by -4: a root mean square of 3.54.
    #expect(abs(try #require(jump.ratio) - 12.5.squareRoot() / 4) < 1e-3)
  }

  /// Bar lines whose changes are 0, 0.5, … 10 dB, in no order.
  @Test func whatIsUsualIsThatOfNineteenInTwentyBarLines() throws {
    let changes = (0...20).map { Float($0 * 8 % 21) / 2 }
    #expect(Set(changes).count == 21)
    var levels: [Float] = [-40, -40]
    for (index, change) in changes.enumerated() {
      levels.append(levels[index + 1] + (index % 2 == 0 ? change : -change))
    }
    let song = Self.song(levels: levels)
    let jump = try Self.jump(
      Self.wavering, Self.song(levels: [0, -29.5]), song: song,
      lines: (2...22).map { Self.line(Double($0)) })
    #expect(abs(try #require(jump.ratio) - 1) < 1e-3)
  }

  @Test func fewerThanEightWholeBarLinesAreNoMeasure() throws {
    let other = Self.song(levels: [0, -30])
    func ratio(_ bars: [Double]) throws -> Double? {
      try Self.jump(Self.wavering, other, lines: bars.map(Self.line)).ratio
    }
    // Those less than a bar from either end have no bar before them, or none behind them.
    #expect(try ratio([0.5, 2, 3, 4, 5, 6, 7, 8, 11.5]) == nil)
    #expect(try ratio([2, 3, 4, 5, 6, 7, 8, 9]) != nil)
  }

  @Test func aSongThatNeverChangesIsNoMeasure() throws {
    let even = Self.song(levels: [Float](repeating: -20, count: 12))
    #expect(try Self.jump(even, Self.song(levels: [0, -30]), song: even).ratio == nil)
  }

  @Test(arguments: [(0.6, 0.4), (0.4, 0.6), (0.6, 0.6)])
  func aSideOfLessThanHalfABarIsTooShort(before: Double, after: Double) {
    let song = Self.wavering
    let seam = 8.0
    let jump = SpectralJump(
      before: SeamSide(
        song: song, range: TimeRange(start: seam - before * Self.bar, end: seam)),
      after: SeamSide(song: song, range: TimeRange(start: seam, end: seam + after * Self.bar)),
      bar: Self.bar, song: song, barLines: Self.lines)
    #expect((jump == nil) == (min(before, after) < 0.5))
  }
}
