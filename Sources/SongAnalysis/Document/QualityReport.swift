/// One thing that is wrong with a file or with its sound.
public struct QualityReport: Codable, Hashable, Sendable {
  /// How bad a thing is.
  public enum Severity: String, Codable, Hashable, Sendable {
    /// Worth knowing, nothing wrong.
    case info
    /// Can be heard, or makes a number doubtful.
    case warning
    /// Ruins the place it is in.
    case error
  }

  /// What it is, in one stable word.
  ///
  /// Such as `clipping`, `silence`, `truncated` or `corrupt-data`.
  public let kind: String
  /// Where it starts, in seconds.
  public let start: Double
  /// Where it ends, in seconds.
  public let end: Double
  /// How bad it is.
  public let severity: Severity
  /// The same in words, for a person.
  public let detail: String

  /// A report whose times it rounds to a microsecond.
  public init(kind: String, start: Double, end: Double, severity: Severity, detail: String) {
    self.kind = kind
    self.start = start.rounded(toDecimals: 6)
    self.end = end.rounded(toDecimals: 6)
    self.severity = severity
    self.detail = detail
  }

  private enum CodingKeys: String, CodingKey {
    case kind, severity, detail
    case start = "start_s"
    case end = "end_s"
  }
}

extension Sequence<QualityReport> {
  /// By their place in the song.
  var inOrder: [QualityReport] {
    sorted { ($0.start, $0.end, $0.kind) < ($1.start, $1.end, $1.kind) }
  }
}
