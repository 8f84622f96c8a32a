/// A clock, reduced to what waiting needs.
struct Timekeeper: Sendable {
  /// The time since some fixed instant.
  let now: @Sendable () -> Duration
  /// Waits; throws `CancellationError` when the task is cancelled.
  let sleep: @Sendable (Duration) async throws -> Void

  /// The time of a clock.
  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    now = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }

  /// Does work within a time.
  ///
  /// - Returns: `nil` where it was not done in time; it is cancelled then.
  func within<Success: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Success
  ) async throws -> Success? {
    try await withThrowingTaskGroup(of: Success?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await sleep(limit)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}
