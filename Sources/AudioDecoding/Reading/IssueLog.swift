import AudioModel

/// Collects the issues of one file in bounded memory.
///
/// What recurs within a second of the last of its kind is joined to it, and of each kind at most
/// `limit` stretches are kept apart; the count of what was joined stays in the words.
struct IssueLog {
  /// How many stretches of one kind are told apart.
  ///
  /// Our choice: more than a person reads.
  static let limit = 50

  private struct Entry {
    var kind: DecodeIssue.Kind
    var start: Double
    var end: Double
    var severity: DecodeIssue.Severity
    var detail: String
    var count = 1
  }

  private var entries: [Entry] = []
  private var countOfKind: [DecodeIssue.Kind: Int] = [:]

  /// Whether something worse than a note was found.
  var hasHarm: Bool { entries.contains { $0.severity != .info } }

  /// Notes a thing between two times, in seconds.
  mutating func note(
    _ kind: DecodeIssue.Kind, from start: Double, to end: Double,
    severity: DecodeIssue.Severity = .warning, _ detail: String
  ) {
    let count = countOfKind[kind, default: 0]
    if let last = entries.lastIndex(where: { $0.kind == kind && $0.severity == severity }),
      start - entries[last].end < 1 || count >= Self.limit
    {
      entries[last].end = max(entries[last].end, end)
      entries[last].count += 1
      return
    }
    countOfKind[kind] = count + 1
    entries.append(
      Entry(kind: kind, start: start, end: end, severity: severity, detail: detail))
  }

  /// Takes over all that another log holds.
  mutating func merge(_ other: IssueLog) {
    entries += other.entries
    countOfKind.merge(other.countOfKind, uniquingKeysWith: +)
  }

  /// The issues, no time beyond `duration`, as what stands there may have been trimmed.
  func issues(within duration: Double) -> [DecodeIssue] {
    entries.map { entry in
      let end = min(entry.end, duration)
      return DecodeIssue(
        kind: entry.kind, range: TimeRange(start: min(entry.start, end), end: end),
        severity: entry.severity,
        detail: entry.count == 1 ? entry.detail : "\(entry.detail) (\(entry.count) times here)")
    }
  }
}
