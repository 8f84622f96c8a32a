import Foundation
import RiffusionAPI
import TestSupport
import Testing

/// The library of songs, from the command line.
@Suite(.serialized) struct LibraryCommandTests {
  @Test func aSongIsAddedShownAndForgotten() async throws {
    let folder = try TemporaryFolder()
    try folder.write(WAVFile(clicksFor: 3).bytes, to: "song.wav")
    try folder.write(Array("[Chorus]\nla\n".utf8), to: "song.txt")
    func segue(_ arguments: String...) async throws -> CommandRun {
      try await SegueRun.run(arguments, in: folder.path)
    }
    let added = try await segue(
      "library", "add", "song.wav", "--song-id", "abc-1", "--lyrics", "song.txt", "--title", "La")
    #expect(added.status == 0, "\(added.errors)")
    let list = try await segue("library", "list", "--format", "json")
    let song = try #require(try list.json().elements?.first)
    #expect(song[member: "song_id"] == "abc-1")
    #expect(song[member: "duration_s"] == 3)
    #expect(song[member: "lyrics"]?.text?.hasPrefix("[Chorus]") == true)
    #expect(try await segue("library", "show", "abc").status == 0)
    #expect(try await segue("library", "remove", "abc-1").status == 0)
    let gone = try await segue("library", "show", "abc-1")
    #expect(gone.status == 64)
    #expect(gone.errors.contains("unknownSong"))
    #expect(try await segue("resume", "7").status == 64)
    let blank = try await segue("library", "add", "song.wav", "--song-id", "abc-1", "--tag", "")
    #expect(blank.status == 64)
    #expect(blank.errors.contains("--tag is empty"), "\(blank.errors)")
    #expect(FileManager.default.fileExists(atPath: folder.path(of: "song.wav")))
  }

  @Test func aTruncatedFileIsToldAsItIsAdded() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(WAVFile(clicksFor: 3).bytes.dropLast(1000)), to: "song.wav")
    let added = try await SegueRun.run(
      ["library", "add", "song.wav", "--song-id", "abc-1"], in: folder.path)
    #expect(added.status == 0)
    #expect(added.output == "abc-1\n")
    #expect(added.errors.hasPrefix("segue: song.wav: truncated: "), "\(added.errors)")
    let shown = try await SegueRun.run(
      ["library", "show", "abc-1", "--format", "json"], in: folder.path)
    #expect(try shown.json()[member: "decode_status"] == "truncated")
    #expect(try shown.json()[member: "problem"]?.text?.hasPrefix("truncated: ") == true)
  }

  @Test func theKeyIsNowhereInTheLibrary() async throws {
    try await OrderVisit.visit { visit in
      _ = try await visit.freshSong()
      let home = visit.folder.path(of: "home")
      let names = try FileManager.default.subpathsOfDirectory(atPath: home)
      #expect(names.contains("library.sqlite"))
      for name in names {
        let data = FileManager.default.contents(atPath: "\(home)/\(name)") ?? Data()
        #expect(data.range(of: Data(OrderVisit.key.utf8)) == nil)
      }
      let mode = try FileManager.default.attributesOfItem(atPath: home + "/library.sqlite")
      #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }
}
