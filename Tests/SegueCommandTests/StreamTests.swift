import Foundation
import RiffusionAPI
import TestSupport
import Testing

/// How the command behaves among others, as a shell shows it.
@Suite struct StreamTests {
  @Test func aClosedPipeEndsItQuietly() async throws {
    let inputs = try InputFolder()
    let run = try await shell(
      "segue analyze good.wav set good.wav --format jsonl | head -c 1", in: inputs)
    #expect(run.output == "{")
    #expect(run.errors == "")
  }

  /// The same where the signal is ignored, as under some service managers.
  @Test func aClosedPipeEndsItQuietlyWithoutTheSignalToo() async throws {
    let inputs = try InputFolder()
    let run = try await shell(
      "trap '' PIPE; segue analyze good.wav set good.wav --format jsonl | head -c 1", in: inputs)
    #expect(run.errors == "")
  }

  @Test func aFullDiskIsToldInOneLine() async throws {
    let inputs = try InputFolder()
    for arguments in ["good.wav", "good.wav set"] {
      let run = try await shell(
        "segue analyze \(arguments) --format json >/dev/full", in: inputs)
      #expect(run.status == 1)
      #expect(run.errors == "segue: cannot write the results: No space left on device\n")
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func anInterruptionEndsItInOrder() async throws {
    let inputs = try InputFolder()
    let script = """
      mkfifo lines
      exec 3<>lines
      segue analyze --format json good.wav - <lines >out & pid=$!
      until grep -q good.wav out; do sleep 0.05; done
      kill -INT $pid
      wait $pid
      echo "status $?"
      cat out
      """
    let run = try await shell("set -m; " + script, in: inputs)
    #expect(run.output.hasPrefix("status 130\n[\n{"))
    #expect(run.output.hasSuffix("}\n]\n"))
    #expect(!run.errors.contains("Error"))
  }

  /// A program that writes one line and waits for its answer gets it.
  @Test(.timeLimit(.minutes(20)))
  func everyLineIsAnsweredBeforeTheNextIsWritten() async throws {
    let inputs = try InputFolder()
    let script = """
      coproc segue analyze -
      for path in good.wav set/also.wav; do
        echo $path >&${COPROC[1]}
        read -r line <&${COPROC[0]}
        case $line in *\\"$path\\"*) echo answered;; esac
      done
      """
    let run = try await shell(script, in: inputs)
    #expect(run.output == "answered\nanswered\n")
  }

  /// `script` gives the command a terminal, of which it prints what was shown there.
  @Test(arguments: [
    ("good.wav set", true), ("good.wav set --quiet", false), ("good.wav", false),
  ])
  func progressIsShownOnATerminalForSeveralSongsUnlessQuiet(
    arguments: String, isShown: Bool
  ) async throws {
    let inputs = try InputFolder()
    let run = try await shell(
      "script -qec 'segue analyze \(arguments) --format jsonl >out' /dev/null; cat out >&2",
      in: inputs)
    #expect(run.output.contains("1/2") == isShown)
    #expect(run.output.isEmpty == !isShown)
    #expect(run.errorLines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    #expect(!run.errorLines.isEmpty)
  }

  @Test func aTerminalGetsColourUnlessTheUserWantsNone() async throws {
    let inputs = try InputFolder()
    let settings = [("TERM=xterm", true), ("TERM=dumb", false), ("NO_COLOR=1", false)]
    for (setting, isColoured) in settings {
      let run = try await shell(
        "unset NO_COLOR; export \(setting); script -qec 'segue analyze good.wav' /dev/null",
        in: inputs)
      #expect(run.output.contains("\u{1B}[1m") == isColoured)
    }
  }

  @Test func lyricsComeThroughPipesToo() async throws {
    let inputs = try InputFolder()
    try inputs.folder.write(Array("[Verse]\nla la\n".utf8), to: "l.txt")
    for lyrics in ["- <l.txt", "<(cat l.txt)", "/dev/stdin < <(cat l.txt)"] {
      let run = try await shell(
        "segue analyze good.wav --format json --lyrics \(lyrics)", in: inputs)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()[member: "lyrics.aligned"] == false)
    }
    let rounds = try await shell(
      "segue extend x --at 5 --tag pop --title t --dry-run --lyrics <(cat l.txt)", in: inputs)
    #expect(rounds.status == 0, "\(rounds.errors)")
    #expect(rounds.output.contains(#""lyrics" : "[Verse]\nla la""#), "\(rounds.output)")
  }

  @Test(arguments: [
    ("analyze good.wav --lyrics - </dev/null", "nothing is there"),
    ("analyze good.wav --lyrics - --words - <l.txt", "nothing is there"),
    ("analyze good.wav --lyrics /dev/zero", "the lyrics file has more than 64 MiB"),
    ("analyze good.wav --lyrics set", "the lyrics file is missing or not readable"),
    ("extend - --at 5 --lyrics - <l.txt", "standard input names no song"),
  ])
  func whatHoldsNoTextIsTold(arguments: String, words: String) async throws {
    let inputs = try InputFolder()
    try inputs.folder.write(Array("[Verse]\nla la\n".utf8), to: "l.txt")
    let run = try await shell("segue \(arguments)", in: inputs)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func nobodyIsWaitedForAtATerminal() async throws {
    let inputs = try InputFolder()
    let run = try await shell(
      "script -qec 'segue analyze good.wav --lyrics -' /dev/null", in: inputs)
    #expect(run.output.contains("this is a terminal"), "\(run.output)")
  }

  private func shell(_ script: String, in inputs: borrowing InputFolder) async throws -> CommandRun
  {
    let folder = URL(filePath: CommandRun.product("segue")).deletingLastPathComponent().path
    return try await CommandRun(
      "/bin/bash", ["-c", "PATH='\(folder)':$PATH\n" + script], in: inputs.folder.path)
  }
}
