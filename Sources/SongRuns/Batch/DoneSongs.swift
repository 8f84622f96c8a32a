import Synchronization

/// The lines of the songs that are done, as several tasks add to them.
final class DoneSongs: Sendable {
  private let before: [LedgerLine]
  private let since = Mutex<[LedgerLine]>([])

  /// Begins with what was done before.
  init(_ before: [LedgerLine]) { self.before = before }

  /// Adds a line.
  func add(_ line: LedgerLine) { since.withLock { $0.append(line) } }

  /// The lines that were added, in that order.
  var added: [LedgerLine] { since.withLock { $0 } }

  /// All lines.
  var lines: [LedgerLine] { before + added }
}
