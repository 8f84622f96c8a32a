import Testing

@testable import SongAnalysis

@Suite struct MetreTests {
  /// As in `RhythmTests`.
  private static let tolerance = 0.035

  @Test(arguments: [
    (ToyGroove.waltz, 96.0), (ToyGroove.waltz, 168.0), (ToyGroove.drummedWaltz, 120.0),
  ])
  func aWaltzHasThreeBeatsToTheBar(pattern: ToyGroove.Pattern, tempo: Double) throws {
    try expectFound(ToyGroove(pattern, bars: 24) { _ in tempo })
  }

  @Test(arguments: [(ToyGroove.slowSix, 186.0), (ToyGroove.arpeggioInSix, 156.0)])
  func sixEightIsCountedInEighths(pattern: ToyGroove.Pattern, tempo: Double) throws {
    try expectFound(ToyGroove(pattern, bars: 20) { _ in tempo })
  }

  @Test(arguments: [(ToyGroove.backbeat, 92.0), (ToyGroove.openHats, 126.0)])
  func fourFourStaysFourFour(pattern: ToyGroove.Pattern, tempo: Double) throws {
    let rhythm = try expectFound(ToyGroove(pattern, bars: 18) { _ in tempo })
    #expect(QualityReport.oddBars(in: rhythm).isEmpty)
  }

  /// Its eighths go by threes as those of 6/8 do, but four of these make a bar.
  @Test(arguments: [168.0, 186.0])
  func slowTwelveEightIsCountedInFourBeatsOfThree(eighths: Double) throws {
    let song = ToyGroove(ToyGroove.slowTwelve, bars: 16) { _ in eighths }
    let rhythm = try #require(Rhythm(song.features()))
    let beats = stride(from: 0, to: song.beats.count - 1, by: 3).map { song.beats[$0] }
    #expect(rhythm.beatsPerBar == 4)
    #expect(abs(rhythm.tempo / (eighths / 3) - 1) < 0.005)
    #expect(ToySong.recall(beats, rhythm.beats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(rhythm.beats, beats, within: Self.tolerance) > 0.85)
    #expect(ToySong.recall(song.downbeats, rhythm.downbeats, within: Self.tolerance) > 0.85)
  }

  @Test func aSlowDriftIsFollowed() throws {
    try expectFound(ToyGroove(ToyGroove.backbeat, bars: 24) { 108 - 8 * $0 })
  }

  @Test func aTempoChangeSurvives() throws {
    try expectFound(ToyGroove(ToyGroove.backbeat, bars: 32) { $0 < 0.5 ? 100 : 126 })
  }

  /// By more than half an octave, and by 3/2, where every third pulse of the one is one of the
  /// other.
  @Test(arguments: [(90.0, 140.0), (128.0, 85.333), (100.0, 150.0)])
  func bothTempiOfASongAreFollowed(first: Double, second: Double) throws {
    let rhythm = try expectFound(
      ToyGroove(ToyGroove.backbeat, bars: 40) { $0 < 0.4 ? first : second })
    // That of six beats in ten.
    #expect(abs(rhythm.tempo / second - 1) < 0.01)
    #expect(rhythm.confidence < 0.65)
  }

  @Test func aLongRampKeepsItsLevel() throws {
    try expectFound(ToyGroove(ToyGroove.backbeat, bars: 72) { 80 + 66 * $0 })
  }

  /// As generated songs do between two sections.
  @Test(arguments: [3, 2, 5, 6])
  func barsAreCountedAnewWhereBeatsAreLostOrWon(beatsInOneBar: Int) throws {
    var song = ToyGroove(ToyGroove.backbeat, bars: 26) { _ in 104 }
    song.jump = (beat: 12 * 4 + min(4, beatsInOneBar), by: 4 - beatsInOneBar)
    let rhythm = try expectFound(song)
    let odd = QualityReport.oddBars(in: rhythm)
    #expect(odd.map(\.kind) == ["odd-bar"])
    #expect(odd.first.map { abs($0.start - song.beats[12 * 4]) < 3 } == true)
    // Six beats are four and two as well.
    let lengths = [beatsInOneBar, beatsInOneBar - 4].map { "A bar of \($0) beats" }
    #expect(lengths.contains { odd.first?.detail.hasPrefix($0) == true })
  }

  @Test func aMetreThatIsClearIsTrustedMore() throws {
    let clear = try #require(
      Rhythm(ToyGroove(ToyGroove.drummedWaltz, bars: 16) { _ in 120 }.features()))
    let ticks = try #require(Rhythm(ToyGroove(ToyGroove.ticks, bars: 16) { _ in 120 }.features()))
    #expect(clear.metreConfidence > 0.3)
    #expect(clear.barTrust == 1)
    #expect(ticks.metreConfidence < 0.1)
    #expect(ticks.barTrust < 1)
  }

  @discardableResult
  private func expectFound(_ song: ToyGroove) throws -> Rhythm {
    let rhythm = try #require(Rhythm(song.features()))
    let beats = Array(song.beats.dropLast())
    #expect(rhythm.beatsPerBar == song.beatsPerBar)
    #expect(ToySong.recall(beats, rhythm.beats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(rhythm.beats, song.beats, within: Self.tolerance) > 0.85)
    #expect(ToySong.recall(song.downbeats, rhythm.downbeats, within: Self.tolerance) > 0.85)
    #expect(ToySong.recall(rhythm.downbeats, song.downbeats, within: Self.tolerance) > 0.85)
    return rhythm
  }
}
