import Foundation
import RiffusionAPI
import TestSupport
import Testing

/// Cuts of files, from the command line.
struct CutCommandTests {
  @Test func aCutIsWrittenToTheFrame() async throws {
    let folder = try TemporaryFolder()
    try folder.write(WAVFile(clicksFor: 3).bytes, to: "song.wav")
    func cut(_ arguments: String...) async throws -> CommandRun {
      try await SegueRun.run(["cut", "song.wav"] + arguments, in: folder.path)
    }
    #expect(try await cut("--at", "2", "--last", "0.5", "-o", "tail.wav").status == 0)
    let run = try await SegueRun.run(
      ["analyze", "tail.wav", "--format", "json"], in: folder.path)
    #expect(try run.json()[member: "decode.duration_s"] == 0.5)
    for (arguments, words) in [
      (["--at", "2", "-o", "tail.wav"], "fileExists: tail.wav: there is such a file"),
      (["--at", "4", "-o", "late.wav"], "beyondSong: song.wav: the song ends at 0:03.00"),
      (["--at", "2", "-o", "late"], "unknownEnding: late: its ending says nothing"),
      (["--at", "0.000001", "-o", "late.wav"], "emptyStretch: song.wav: from 0.0 s to 1e-06 s"),
    ] {
      let run = try await SegueRun.run(["cut", "song.wav"] + arguments, in: folder.path)
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("segue: " + words), "\(run.errors)")
    }
    let never = try await cut("--at", "99999999999999999999", "-o", "late.wav")
    #expect(never.status == 64)
    #expect(never.errors.contains("99999999999999999999 is no time after 0"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "late.wav")))
  }

  /// Beyond a limit on the size of files the system refuses to write, as on a full disk.
  @Test(arguments: ["wav", "flac", "mp3", "ogg", "aiff"])
  func aCutThatCannotBeWrittenWholeIsNoSuccess(ending: String) async throws {
    let folder = try TemporaryFolder()
    let noise = Signals.noise(amplitude: 0.5, frameCount: 20 * 44_100, seed: 3)
    var song = WAVFile(samples: noise)
    song.sampleRate = 44_100
    try folder.write(song.bytes, to: "song.wav")
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" cut song.wav --at 19 -o cut.\(ending)"
    let run = try await CommandRun(
      "/bin/bash", ["-c", script, CommandRun.product("segue")], in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("cannot write: File too large\n"), "\(run.errors)")
    #expect(try folder.names() == ["song.wav"])
  }
}
