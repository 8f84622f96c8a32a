/// Works on a sequence of elements, so many at a time, and hands the results on in the order of the
/// elements, each as soon as all before it are done.
///
/// The one place that fans out. The next element is read as soon as there is room for it, and while
/// others are worked on: where elements come in slowly, as lines from a pipe do, results never wait
/// for the next line.
///
/// - Parameters:
///   - elements: What to work on; read by one task at a time.
///   - width: How many elements are worked on at once, at least one.
///   - transform: The work on one element, whose failure ends everything. Where one element's failure
///     shall be its result, let it return that.
///   - deliver: Takes each result in its turn, never two at once.
/// - Throws: What `transform` or `deliver` threw first, after everything else was cancelled.
package func mapConcurrently<Elements: AsyncSequence & Sendable, Success: Sendable>(
  _ elements: Elements, width: Int,
  _ transform: @escaping @Sendable (Elements.Element) async throws -> Success,
  deliver: (Success) throws -> Void
) async throws where Elements.Element: Sendable, Elements.Failure == Never {
  typealias Event = MapEvent<Elements.Element, Success>
  precondition(width > 0, "width must be positive, got \(width)")
  let source = SharedIterator(elements)
  try await withThrowingTaskGroup(of: Event.self) { group in
    var started = 0
    var running = 0
    var delivered = 0
    var waiting: [Int: Success] = [:]

    group.addTask { .element(await source.next()) }
    var isReading = true
    var hasMore = true
    while let event = try await group.next() {
      switch event {
      case .element(nil):
        isReading = false
        hasMore = false
      case .element(let element?):
        isReading = false
        let index = started
        started += 1
        running += 1
        group.addTask { .result(index: index, try await transform(element)) }
      case .result(let index, let success):
        running -= 1
        waiting[index] = success
        while let next = waiting.removeValue(forKey: delivered) {
          try deliver(next)
          delivered += 1
        }
      }
      if hasMore, !isReading, running < width {
        isReading = true
        group.addTask { .element(await source.next()) }
      }
    }
    try Task.checkCancellation()
  }
}

/// What the tasks of a concurrent map come back with.
private enum MapEvent<Element: Sendable, Success: Sendable>: Sendable {
  /// The next element, or `nil` after the last.
  case element(Element?)
  /// The result of the element of that number, from 0.
  case result(index: Int, Success)
}

/// An iterator that one task after the other may ask.
private actor SharedIterator<Elements: AsyncSequence & Sendable>
where Elements.Element: Sendable, Elements.Failure == Never {
  private var iterator: Elements.AsyncIterator

  init(_ elements: Elements) { iterator = elements.makeAsyncIterator() }

  func next() async -> Elements.Element? {
    var current = iterator
    let element = await current.next(isolation: self)
    iterator = current
    return element
  }
}
