import Foundation
import SongRuns
import TestSupport
import Testing

@Suite struct SongInputsTests {
  @Test func aFolderStandsForTheSongsInItByPath() async throws {
    let folder = try TemporaryFolder()
    for name in ["b", "b/c", ".hidden", "d.wav"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(of: name), withIntermediateDirectories: true)
    }
    for name in [
      "z.MP3", "a.wav", "b/c/1.flac", "b/page.mp3", "README.txt", "b/cover.jpg", ".hidden/x.mp3",
      ".x.mp3", "noextension",
    ] {
      try folder.write([], to: name)
    }
    for path in [folder.path, folder.path + "/"] {
      let inputs = SongInputs([path], lines: lines([]))
      #expect(inputs.count == 4)
      #expect(!inputs.isSingle)
      #expect(
        await described(inputs)
          == ["a.wav", "b/c/1.flac", "b/page.mp3", "z.MP3"].map { folder.path(of: $0) })
    }
  }

  @Test func aFolderWithoutAudioIsOneInputThatFails() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "README.txt")
    let inputs = SongInputs([folder.path, "x.mp3"], lines: lines([]))
    #expect(await described(inputs) == ["\(folder.path): noAudioInFolder", "x.mp3"])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may list every folder"))
  func aFolderThatMayNotBeListedSaysSo() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "x.mp3")
    chmod(folder.path, 0o100)
    defer { chmod(folder.path, 0o700) }
    let inputs = SongInputs([folder.path, path], lines: lines([]))
    #expect(await described(inputs) == ["\(folder.path): unreadableFile", path])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may list every folder"))
  func aFolderWithinThatMayNotBeListedIsAnInput() async throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "x.mp3")
    let within = folder.path(of: "closed")
    try FileManager.default.createDirectory(atPath: within, withIntermediateDirectories: true)
    chmod(within, 0o100)
    defer { chmod(within, 0o700) }
    let inputs = SongInputs([folder.path], lines: lines([]))
    #expect(await described(inputs) == [within, folder.path(of: "x.mp3")])
  }

  @Test func linesStandWhereTheDashStands() async {
    let inputs = SongInputs(["a.mp3", "-", "b.mp3"], lines: lines(["1.mp3", "", "-", "2 .mp3"]))
    #expect(inputs.count == nil)
    #expect(!inputs.isSingle)
    #expect(await described(inputs) == ["a.mp3", "1.mp3", "-", "2 .mp3", "b.mp3"])
  }

  @Test func whatIsNamedTwiceIsAnsweredTwice() async {
    let inputs = SongInputs(["a.mp3", "a.mp3"], lines: lines([]))
    #expect(inputs.count == 2)
    #expect(await described(inputs) == ["a.mp3", "a.mp3"])
  }

  @Test func onlyAFileAloneIsSingle() {
    #expect(SongInputs(["missing.mp3"], lines: lines([])).isSingle)
    #expect(!SongInputs(["a.mp3", "b.mp3"], lines: lines([])).isSingle)
    #expect(!SongInputs(["-"], lines: lines([])).isSingle)
  }

  private func lines(_ lines: [String]) -> AsyncStream<String> {
    AsyncStream { source in
      lines.forEach { source.yield($0) }
      source.finish()
    }
  }

  private func described(_ inputs: SongInputs) async -> [String] {
    var described: [String] = []
    for await input in inputs {
      switch input {
      case .song(let path): described.append(path)
      case .unusable(let path, let error): described.append("\(path): \(error.code)")
      }
    }
    return described
  }
}
