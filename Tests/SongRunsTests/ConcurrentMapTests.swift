import SongRuns
import Synchronization
import Testing

@Suite struct ConcurrentMapTests {
  @Test(arguments: [1, 2, 7, 100])
  func theOrderIsThatOfTheElements(width: Int) async throws {
    var delivered: [Int] = []
    try await mapConcurrently(stream(Array(0..<40)), width: width) { number in
      for _ in 0..<(number * 7 % 13) { await Task.yield() }
      return number * number
    } deliver: {
      delivered.append($0)
    }
    #expect(delivered == (0..<40).map { $0 * $0 })
  }

  @Test(arguments: [1, 3])
  func neverMoreAreWorkedOnThanTheWidth(width: Int) async throws {
    let working = Mutex((now: 0, most: 0))
    try await mapConcurrently(stream(Array(0..<30)), width: width) { _ in
      working.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      for _ in 0..<5 { await Task.yield() }
      working.withLock { $0.now -= 1 }
    } deliver: { _ in
    }
    #expect(working.withLock { $0.most } <= width)
    #expect(working.withLock { $0.now } == 0)
  }

  /// The second element comes only after the first result was delivered, as from a program that
  /// writes a line and waits for its answer.
  @Test(.timeLimit(.minutes(20)))
  func aResultDoesNotWaitForTheNextElement() async throws {
    let (elements, source) = AsyncStream.makeStream(of: Int.self)
    source.yield(1)
    var delivered: [Int] = []
    try await mapConcurrently(elements, width: 4) {
      $0
    } deliver: { number in
      delivered.append(number)
      if number < 3 { source.yield(number + 1) } else { source.finish() }
    }
    #expect(delivered == [1, 2, 3])
  }

  @Test func nothingGivesNothing() async throws {
    try await mapConcurrently(stream([Int]()), width: 2) {
      $0
    } deliver: { _ in
      Issue.record("something was delivered")
    }
  }

  @Test func aFailureEndsEverything() async {
    struct Broken: Error {}
    let begun = Mutex(0)
    await #expect(throws: Broken.self) {
      try await mapConcurrently(stream(Array(0..<1000)), width: 2) { number in
        begun.withLock { $0 += 1 }
        if number == 3 { throw Broken() }
      } deliver: { _ in
      }
    }
    #expect(begun.withLock { $0 } < 20)
  }

  @Test func cancellationIsAnError() async {
    let (elements, source) = AsyncStream.makeStream(of: Int.self)
    source.yield(1)
    await withTaskGroup { group in
      group.addTask {
        await #expect(throws: CancellationError.self) {
          try await mapConcurrently(elements, width: 2) { _ in
          } deliver: {
          }
        }
      }
      group.cancelAll()
    }
  }

  private func stream<Element: Sendable>(_ elements: [Element]) -> AsyncStream<Element> {
    AsyncStream { source in
      elements.forEach { source.yield($0) }
      source.finish()
    }
  }
}
