import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct BarGridTests {
  @Test func theGridReachesFromTheStartToTheEnd() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 8)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    #expect(bars.lines.first == 0)
    #expect(bars.lines.last == features.duration)
    #expect(zip(bars.lines, bars.lines.dropFirst()).allSatisfy { $0 < $1 })
    #expect(bars.count == 8)
  }

  @Test func silenceOfMoreThanABarHasNoBars() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 8)])
    let features = song.features(before: 7, after: 9)
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    #expect(abs(bars.lines[0] - 7) < 0.1)
    #expect(bars.count == 8)
    // Eight bars of two seconds.
    #expect(abs(bars.duration - 16) < 0.1)
  }

  @Test func silenceOfLessThanABarIsPartOfOne() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 8)])
    let features = song.features(before: 1.5, after: 1.5)
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    #expect(bars.lines.first == 0)
    #expect(bars.lines.last == features.duration)
  }

  /// Three downbeats are too few to be the grid by themselves.
  @Test func aShortSongHasItsDownbeatsAsBarLines() throws {
    let song = ToyGroove(ToyGroove.backbeat, bars: 3) { _ in 120 }
    let samples = Array(song.samples().prefix(6 * 16_000))
    var analyzer = SpectralAnalyzer(format: song.format)
    for block in Signals.blocks([samples], format: song.format, lengths: [8192]) {
      analyzer.process(block)
    }
    let features = analyzer.finish()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    #expect((1..<4).contains(rhythm.downbeats.count))
    // One that is nearer to an edge is moved there.
    let inner = rhythm.downbeats.filter { $0 > 0.6 && $0 < features.duration - 0.6 }
    #expect(!inner.isEmpty && inner.allSatisfy { bars.lines.contains($0) })
  }
}
