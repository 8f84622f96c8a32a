import ArgumentParser
import Dispatch
import Foundation

/// Does work that the user may end with Ctrl-C, in order: it is cancelled, not killed.
///
/// A second Ctrl-C kills, unless it comes within half a second of the first: `timeout` and some
/// schedulers send their signal twice, to the process and to its group, and mean one.
///
/// - Parameters:
///   - signals: What ends it besides Ctrl-C, such as the `SIGTERM` of a scheduler.
///   - work: What is done.
/// - Returns: What the work comes to.
/// - Throws: What the work throws; `ExitCode` 130 after an interruption.
func interruptibly<Success: Sendable>(
  by signals: [Int32] = [], _ work: @escaping @Sendable () async throws -> Success
) async throws -> Success {
  let (interruptions, continuation) = AsyncStream.makeStream(of: Void.self)
  let queue = DispatchQueue(label: "interruption")
  let signals = [SIGINT] + signals
  let sources = signals.map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler {
      continuation.yield()
      queue.asyncAfter(deadline: .now() + .milliseconds(500)) {
        for number in signals { signal(number, SIG_DFL) }
      }
    }
    source.resume()
    return source
  }
  defer { sources.forEach { $0.cancel() } }
  return try await withThrowingTaskGroup(of: Success?.self) { group in
    group.addTask { try await work() }
    group.addTask {
      for await _ in interruptions { break }
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let success = first else {
      throw ExitCode(130)
    }
    return success
  }
}
