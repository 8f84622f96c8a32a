/// The inputs of a command, in the order in which they are answered.
///
/// A folder stands for the songs in it, `-` for what the lines of standard input name, and
/// anything else for itself. What is named twice is answered twice.
package struct SongInputs: Sendable {
  fileprivate enum Part: Sendable {
    case input(SongInput)
    case lines
  }

  private let parts: [Part]
  private let lines: AsyncStream<String>

  /// Whether there is one place in the output, and no more, whatever the folders hold.
  package let isSingle: Bool

  /// The inputs that arguments stand for.
  ///
  /// - Parameters:
  ///   - arguments: Paths, addresses and ids, as written, and `-`.
  ///   - lines: What `-` stands for; read only once, by the first `-`.
  package init(_ arguments: [String], lines: AsyncStream<String>) {
    parts = arguments.flatMap { argument in
      argument == "-" ? [.lines] : Self.inputs(at: argument).map(Part.input)
    }
    self.lines = lines
    isSingle =
      arguments.count == 1 && arguments.first != "-" && SongFolder(path: arguments[0]) == nil
  }

  /// How many inputs there are; `nil` as long as standard input can bring more.
  package var count: Int? {
    parts.contains { if case .lines = $0 { true } else { false } } ? nil : parts.count
  }

  /// The songs of a folder, or the path itself.
  private static func inputs(at path: String) -> [SongInput] {
    guard let folder = SongFolder(path: path) else { return [.song(path)] }
    do {
      return try folder.songs().map(SongInput.song)
    } catch {
      return [.unusable(path: path, error)]
    }
  }
}

extension SongInputs: AsyncSequence {
  /// Goes from input to input, and waits for lines where it must.
  package struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var parts: ArraySlice<Part>
    fileprivate var lines: AsyncStream<String>.Iterator
    fileprivate var found: ArraySlice<SongInput> = []

    /// The next input, or `nil` after the last.
    package mutating func next() async -> SongInput? { await next(isolation: #isolation) }

    /// The next input, or `nil` after the last.
    package mutating func next(isolation actor: isolated (any Actor)?) async -> SongInput? {
      while found.isEmpty {
        switch parts.first {
        case nil: return nil
        case .input(let input):
          parts.removeFirst()
          return input
        case .lines:
          if let line = await lines.next(isolation: actor) {
            if !line.isEmpty { found = SongInputs.inputs(at: line)[...] }
          } else {
            parts.removeFirst()
          }
        }
      }
      return found.removeFirst()
    }
  }

  /// An iterator at the first input.
  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(parts: parts[...], lines: lines.makeAsyncIterator())
  }
}
