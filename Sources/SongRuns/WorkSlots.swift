/// So many places for work of one kind; whoever finds none free waits for one, the first come first.
package actor WorkSlots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// So many places, at least one.
  package init(_ count: Int) {
    precondition(count > 0, "there must be a place, got \(count)")
    free = count
  }

  /// Does work in one of the places.
  ///
  /// - Returns: What the work comes to.
  /// - Throws: What the work throws; `CancellationError` where the wait has outlived its task.
  nonisolated func perform<Success: Sendable>(
    _ work: @Sendable () async throws -> Success
  ) async throws -> Success {
    await take()
    do {
      try Task.checkCancellation()
      let success = try await work()
      await give()
      return success
    } catch {
      await give()
      throw error
    }
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
