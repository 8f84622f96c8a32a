import Foundation
import RiffusionAPI
import SongLyrics
import TestSupport
import Testing

/// Lyrics that say when they are sung, given as `--lyrics`.
@Suite struct TimedLyricsCommandTests {
  private static let song = URL(filePath: #filePath)
    .appending(path: "../../../samples/songs/neon-rain").standardized.path

  /// How lines with times are written.
  enum Format: CaseIterable {
    case subRip, webVTT, stamps

    /// A file of lines, with what such files have besides.
    func text(of lines: [(start: Double, end: Double, text: String)]) -> String {
      switch self {
      case .subRip:
        lines.enumerated().map { index, line in
          "\(index + 1)\n\(Self.clock(line.start, ",")) --> \(Self.clock(line.end, ","))\n"
            + "<i>\(line.text)</i>\n"
        }.joined(separator: "\n")
      case .webVTT:
        "WEBVTT\n\nNOTE by nobody\n\n"
          + lines.map { line in
            "\(Self.clock(line.start, ".")) --> \(Self.clock(line.end, ".")) align:start\n"
              + "\(line.text)\n"
          }.joined(separator: "\n")
      case .stamps:
        "[ar:Nobody]\n[00:00.00]Neon Rain - Nobody\n[00:00.00]Lyrics by: Nobody\n"
          + lines.map { line in
            "[\(Self.clock(line.start, ".").dropFirst("00:".count))]\(line.text)\n"
          }.joined()
      }
    }

    private static func clock(_ time: Double, _ point: String) -> String {
      let thousandths = Int((1000 * time).rounded())
      let (seconds, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
      let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { part in
        (part < 10 ? "0" : "") + String(part)
      }
      return parts.joined(separator: ":") + point + String(String(1000 + rest).dropFirst())
    }
  }

  /// The sections as planned: where each starts and ends, in seconds, and its name.
  private static func plan() throws -> [(start: Double, end: Double, name: String)] {
    try String(contentsOfFile: song + ".lab", encoding: .utf8).split(separator: "\n").map { line in
      let fields = line.split(separator: "\t")
      return (
        try #require(Double(fields[0])), try #require(Double(fields[1])), String(fields[2])
      )
    }
  }

  /// The lines of the song, each section's spread over its bars.
  private static func lines() throws -> [(start: Double, end: Double, text: String)] {
    let lyrics = Lyrics(try String(contentsOfFile: song + ".lyrics.txt", encoding: .utf8))
    let sung = lyrics.sections.filter { !$0.lines.isEmpty }
    let planned = try plan().filter { $0.name != "intro" && $0.name != "instrumental" }
    try #require(sung.count <= planned.count)
    return zip(sung, planned).flatMap { section, place in
      let step = (place.end - place.start) / Double(section.lines.count)
      return section.lines.enumerated().map { index, line in
        let start = place.start + step * Double(index)
        return (start, start + 0.9 * step, line)
      }
    }
  }

  @Test(arguments: Format.allCases)
  func theTimesPlaceTheChoruses(format: Format) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(format.text(of: try Self.lines()).utf8), to: "sung")
    let run = try await SegueRun.run(
      ["analyze", Self.song + ".mp3", "--lyrics", "sung", "--format", "json"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document[member: "lyrics.aligned"] == true)
    #expect(document[member: "lyrics.word_times"] == "used")
    let starts = try #require(document[member: "sections"]?.elements).compactMap {
      $0[member: "label"] == "chorus" ? $0[member: "start_s"]?.amount : nil
    }
    let planned = try Self.plan().filter { $0.name == "chorus" }.map(\.start)
    #expect(!planned.isEmpty)
    for start in planned {
      #expect(starts.contains { abs($0 - start) < 0.5 }, "\(start) of \(starts)")
    }
  }
}
