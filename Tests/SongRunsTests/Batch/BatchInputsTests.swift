import Foundation
import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct BatchInputsTests {
  @Test func aTableNamesSongsFromItsOwnFolder() throws {
    let folder = try TemporaryFolder()
    let table =
      "\u{FEFF}title,path,lyrics,url,extra\r\n\"One, \"\"two\"\"\",a.mp3,a.txt,,x\r\n"
      + "Far,,,https://example.org/b.mp3,\r\nNone,,,,\r\n,/abs/c.mp3,,,"
    let path = try folder.write(Array(table.utf8), to: "list.csv")
    var inputs = BatchInputs()
    try inputs.add(path)
    let songs = inputs.songs
    #expect(songs.map(\.text).prefix(2) == ["a.mp3", "https://example.org/b.mp3"])
    #expect(songs.count == 4)
    #expect(songs[0].place == folder.path(of: "a.mp3"))
    #expect(songs[0].lyrics == folder.path(of: "a.txt"))
    #expect(songs[0].title == "One, \"two\"")
    #expect(songs[1].kind == .address)
    #expect(songs[2].problem?.code == "badManifest")
    #expect(songs[3].place == "/abs/c.mp3")
  }

  @Test func everyLineThatNamesNoSongIsAFailureOfItsOwn() throws {
    let folder = try TemporaryFolder()
    let lines = [#"{"path": 1}"#, #"{"path": ""}"#, #"{"year": 1999}"#, "[]"]
    let path = try folder.write(Array(lines.joined(separator: "\n").utf8), to: "list.jsonl")
    var inputs = BatchInputs()
    try inputs.add(path)
    #expect(inputs.songs.map(\.text) == lines)
    #expect(inputs.songs.allSatisfy { $0.problem?.code == "badManifest" })
  }

  @Test func linesOfJSONDoTheSame() throws {
    let folder = try TemporaryFolder()
    let lines = """
      {"path": "a.mp3", "lyrics": "a.txt", "title": "One", "year": 1999, "tags": ["x"]}
      {"song_id": "abc"}
      not json

      """
    let path = try folder.write(Array(lines.utf8), to: "list.jsonl")
    var inputs = BatchInputs()
    try inputs.add(path)
    #expect(inputs.songs.map(\.place) == [folder.path(of: "a.mp3"), "abc", "not json"])
    #expect(inputs.songs.map(\.kind) == [.file, .song, .file])
    #expect(inputs.songs[2].problem != nil)
  }

  @Test func aSongIsThereOnceUnlessItsLyricsDiffer() throws {
    var inputs = BatchInputs()
    inputs.add(line: "a.mp3")
    inputs.add(line: "a.mp3")
    inputs.add(line: #"{"path": "a.mp3"}"#)
    inputs.add(line: #"{"path": "a.mp3", "lyrics": "a.txt"}"#)
    #expect(inputs.songs.map(\.lyrics) == [nil, "a.txt"])
  }

  @Test func aManifestThatIsNoneIsRefused() throws {
    let folder = try TemporaryFolder()
    for (name, content) in [
      ("none.csv", nil), ("other.csv", "name,year\nx,1\n"), ("head.csv", "name\n"),
      ("void.csv", ""),
    ] {
      if let content { try folder.write(Array(content.utf8), to: name) }
      #expect {
        var inputs = BatchInputs()
        try inputs.add(folder.path(of: name))
      } throws: {
        ($0 as? SongRunError)?.code == .badManifest
      }
    }
  }

  @Test(arguments: [("list.csv", "path,title\n"), ("list.jsonl", "")])
  func aListOfNoSongIsAFailureOfItsOwn(name: String, content: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(content.utf8), to: name)
    var inputs = BatchInputs()
    try inputs.add(path)
    #expect(inputs.songs.map(\.text) == [path])
    #expect(inputs.songs.map(\.problem?.code) == ["badManifest"])
  }

  @Test func aFolderWithoutSongsIsAFailureOfItsOwn() throws {
    let folder = try TemporaryFolder()
    var inputs = BatchInputs()
    try inputs.add(folder.path)
    #expect(inputs.songs.map(\.problem?.code) == ["noAudioInFolder"])
  }
}
