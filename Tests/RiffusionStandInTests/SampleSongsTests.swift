import AudioDecoding
import AudioModel
import Foundation
import RiffusionStandIn
import SongLyrics
import Testing

/// The songs in `samples/songs` are what their lyrics, style and seed are rendered to.
///
/// `RECORD_SAMPLES=1` renders them anew, and then fails, so that a recording is never taken for a
/// test; do it with `-c release`, where it takes a quarter of a minute instead of some minutes.
@Suite struct SampleSongsTests {
  /// An entry of `songs.json`.
  struct Song: Decodable, CustomTestStringConvertible {
    let name: String
    let style: String
    let seed: UInt64

    var testDescription: String { name }

    func file(_ suffix: String) -> URL { SampleSongsTests.folder.appending(path: name + suffix) }

    func plan() throws -> SongPlan {
      let text = try String(contentsOf: file(".lyrics.txt"), encoding: .utf8)
      return SongPlan(lyrics: Lyrics(text), style: style, seed: seed)
    }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../samples/songs").standardized

  static let songs: [Song] = {
    let list = try? Data(contentsOf: folder.appending(path: "songs.json"))
    return list.flatMap { try? JSONDecoder().decode([Song].self, from: $0) } ?? []
  }()

  static let isRecording = ProcessInfo.processInfo.environment["RECORD_SAMPLES"] == "1"

  /// At 80 kbit/s a song of three minutes has 1.8 MB.
  static let kilobitsPerSecond = 80

  @Test func thereAreSongs() {
    #expect(Self.songs.count >= 3)
  }

  @Test(
    .enabled(if: isRecording, "set RECORD_SAMPLES=1 to render the samples anew"), arguments: songs)
  func record(song: Song) throws {
    let plan = try song.plan()
    var renderer = SongRenderer(plan: plan)
    var writer = try AudioFileWriter(
      path: song.file(".mp3").path, format: renderer.format,
      encoding: .mp3(kilobitsPerSecond: Self.kilobitsPerSecond))
    while let block = renderer.next() { try writer.write(block) }
    try writer.finish()
    try Self.annotation(of: plan).write(to: song.file(".lab"), atomically: true, encoding: .utf8)
    Issue.record("\(song.name) was recorded: listen to it, then run again without RECORD_SAMPLES")
  }

  @Test(.disabled(if: isRecording, "the samples are being recorded"), arguments: songs)
  func annotationIsThatOfThePlan(song: Song) throws {
    let annotation = try String(contentsOf: song.file(".lab"), encoding: .utf8)
    #expect(try annotation == Self.annotation(of: song.plan()))
  }

  @Test(.disabled(if: isRecording, "the samples are being recorded"), arguments: songs)
  func fileIsAsLongAsThePlan(song: Song) throws {
    let data = try Data(contentsOf: song.file(".mp3"))
    #expect(data.count <= 2_000_000)
    let plan = try song.plan()
    #expect((90...210).contains(plan.duration))
    #expect(try Self.frameCount(ofMP3: data) == Int((plan.duration * 44_100).rounded()))
  }

  /// The sections as `start`, `end`, `label`, parted by tabs, in seconds.
  static func annotation(of plan: SongPlan) -> String {
    plan.sections.map { section in
      String(
        format: "%.6f\t%.6f\t", section.time.start, section.time.end) + section.label + "\n"
    }.joined()
  }

  /// How many frames an MP3 file decodes to, by the tag that its encoder left in its first frame.
  ///
  /// The tag holds the number of coded frames, of 1152 each, and how many of theirs the encoder put
  /// before and behind the song: 12 bits each, 21 bytes into the extension by LAME.
  static func frameCount(ofMP3 data: Data) throws -> Int {
    let bytes = [UInt8](data.prefix(1000))
    let tag = try #require(
      bytes.indices.first {
        bytes[$0...].starts(with: "Info".utf8) || bytes[$0...].starts(with: "Xing".utf8)
      })
    let coded = bytes[(tag + 8)..<(tag + 12)].reduce(0) { $0 << 8 | Int($1) }
    // Behind frames, bytes, 100 entries of contents and quality stand the encoder's own fields.
    let delays = bytes[(tag + 120 + 21)..<(tag + 120 + 24)].reduce(0) { $0 << 8 | Int($1) }
    return coded * 1152 - (delays >> 12) - (delays & 0xFFF)
  }
}
