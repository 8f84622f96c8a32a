import AudioModel
import SongAnalysis
import SongRuns
import Testing

/// The songs in `samples/songs` on the whole way from file to suggestion, beside how they were
/// made.
@Suite struct SampleSongsTests {
  /// How near the end of the last chorus must be: less than a sixteenth at any tempo up to 150.
  static let toleranceInSeconds = 0.1
  /// How long before the attack of the bar behind it a cut is at least: half a frame of the onset
  /// strength, from which bar lines are known.
  static let leastLeadInSeconds = 0.0058

  @Test func thereAreSongs() {
    #expect(!SampleSong.all.isEmpty)
  }

  @Test(arguments: SampleSong.all)
  func isDecodedWholeAndCutBehindItsLastChorus(song: SampleSong) async throws {
    let sections = try song.sections()
    let end = try #require(sections.last?.end)
    let chorusEnd = try #require(sections.last { $0.label == "chorus" }?.end)

    let document = try await AnalyzeSong().document(path: song.path)

    #expect(document.decode.status == .ok)
    #expect(document.decode.issues == [])
    #expect(document.decode.sampleRate == 44_100)
    #expect(document.decode.frameCount == Int((end * 44_100).rounded()))
    let crop = try #require(document.suggestions.extend.first { $0.anchor == "last-chorus" })
    #expect(
      abs(crop.cropEndAt - chorusEnd) <= Self.toleranceInSeconds,
      "cut at \(crop.cropEndAt) s, chorus until \(chorusEnd) s: \(crop.reason)")
    #expect(chorusEnd - crop.cropEndAt >= Self.leastLeadInSeconds)
  }
}
