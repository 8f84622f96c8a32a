import Testing

@testable import SongAnalysis

@Suite struct BarGridTests {
  @Test func theGridReachesFromTheStartToTheEnd() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 8)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, duration: features.duration))
    #expect(bars.lines.first == 0)
    #expect(bars.lines.last == features.duration)
    #expect(zip(bars.lines, bars.lines.dropFirst()).allSatisfy { $0 < $1 })
    #expect(bars.count == 8)
  }
}
