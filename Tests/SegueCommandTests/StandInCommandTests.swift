import RiffusionStandIn
import TestSupport
import Testing

@Suite struct StandInCommandTests {
  /// It says where it listens, logs a request without its key, and ends at Ctrl-C.
  @Test(.timeLimit(.minutes(20)))
  func itListensUntilItIsInterrupted() async throws {
    let folder = try TemporaryFolder()
    let script = """
      set -m
      "$0" stand-in --port 0 --songs brief >out 2>err & pid=$!
      until grep -q KEY out; do sleep 0.05; done
      read -r url <out
      exec 3<>/dev/tcp/127.0.0.1/${url##*:}
      printf 'GET /api/v1/get-credits HTTP/1.1\\r\\nHost: here\\r\\n' >&3
      printf 'Authorization: Bearer secret\\r\\nConnection: close\\r\\n\\r\\n' >&3
      cat <&3 >answer
      kill -INT $pid
      wait $pid
      echo "status $?"
      cat out err
      tail -1 answer
      """
    let run = try await CommandRun(
      "/bin/bash", ["-c", script, CommandRun.product("segue")], in: folder.path)
    #expect(run.output.hasPrefix("status 130\nhttp://127.0.0.1:"))
    #expect(run.output.contains("export SEGUE_BASE_URL=http://127.0.0.1:"))
    #expect(run.output.contains("segue: GET /api/v1/get-credits 200\n"))
    #expect(run.output.contains(#"{"credits":"#))
    #expect(!run.output.contains("secret"))
    #expect(!run.errors.contains("Error"))
  }

  @Test func aPortThatIsTakenIsToldInOneLine() async throws {
    try await OrderVisit.visit { visit in
      let port = try #require(visit.server.baseURL.split(separator: ":").last)
      let run = try await visit.segue("stand-in", "--port", "\(port)")
      #expect(run.status == 1)
      #expect(
        run.errors == "segue: cannot listen on port \(port): Address already in use; "
          + "--port 0 takes any that is free\n")
    }
  }

  @Test func aPlanThatCannotBeFollowedIsAUsageError() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Array(#"{"faults": [{"on": "submit", "fault": "explode"}]}"#.utf8), to: "faults.json")
    let run = try await SegueRun.run(["stand-in", "--faults", "faults.json"], in: folder.path)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("segue: faults.json: rule 1: there is no fault \"explode\""))
  }
}
