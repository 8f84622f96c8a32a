import AudioModel
import Testing

@testable import SongAnalysis

@Suite struct PulseGridTests {
  @Test(arguments: [72.0, 100.3, 128.0])
  func aSteadySongHasOneGridThatDividesItsBeats(tempo: Double) throws {
    let song = ToySong(tempo: tempo, [(ToySong.verse, 8), (ToySong.chorus, 8)])
    let features = song.features()
    let onsets = OnsetStrength(features)
    let estimate = try #require(TempoEstimate(onsets))
    let clock = try #require(PulseClock(onsets, estimate: estimate))
    #expect(clock.isConstant)
    let sound = TimeRange(start: 0, end: features.duration)
    let grid = try #require(
      PulseGrid(clock, beatsPerPulse: 1, onsets: onsets, sound: sound))
    let pulses = song.beat / grid.period
    // Over a song of 64 beats, a thousandth of a beat in each would be seen in the last.
    #expect(abs(pulses / pulses.rounded() - 1) < 0.001)
    #expect(ToySong.recall(song.beats, grid.times, within: 0.035) > 0.95)
  }

  @Test func theTempoOfASteadySongDoesNotDrift() throws {
    let song = ToySong(tempo: 117.3, [(ToySong.verse, 8), (ToySong.chorus, 8)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let intervals = zip(rhythm.beats.dropFirst(), rhythm.beats).map { $0 - $1 }
    let (shortest, longest) = (intervals.min() ?? 0, intervals.max() ?? 1)
    #expect(longest - shortest < 1e-6)
  }
}
