import ArgumentParser
import Dispatch
import Foundation

/// Does work that the user may end with Ctrl-C, in order: it is cancelled, not killed.
///
/// A second Ctrl-C kills.
///
/// - Throws: What the work throws; `ExitCode` 130 after an interruption.
func interruptibly<Success: Sendable>(
  _ work: @escaping @Sendable () async throws -> Success
) async throws -> Success {
  let (interruptions, continuation) = AsyncStream.makeStream(of: Void.self)
  signal(SIGINT, SIG_IGN)
  let source = DispatchSource.makeSignalSource(
    signal: SIGINT, queue: DispatchQueue(label: "interruption"))
  source.setEventHandler {
    signal(SIGINT, SIG_DFL)
    continuation.yield()
  }
  source.resume()
  defer { source.cancel() }
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
