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
    try expectFound(ToyGroove(pattern, bars: 18) { _ in tempo })
  }

  @Test func aSlowDriftIsFollowed() throws {
    try expectFound(ToyGroove(ToyGroove.backbeat, bars: 24) { 108 - 8 * $0 })
  }

  @Test func aTempoChangeSurvives() throws {
    try expectFound(ToyGroove(ToyGroove.backbeat, bars: 32) { $0 < 0.5 ? 100 : 126 })
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

  private func expectFound(_ song: ToyGroove) throws {
    let rhythm = try #require(Rhythm(song.features()))
    let beats = Array(song.beats.dropLast())
    #expect(rhythm.beatsPerBar == song.beatsPerBar)
    #expect(ToySong.recall(beats, rhythm.beats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(rhythm.beats, song.beats, within: Self.tolerance) > 0.85)
    #expect(ToySong.recall(song.downbeats, rhythm.downbeats, within: Self.tolerance) > 0.85)
  }
}
