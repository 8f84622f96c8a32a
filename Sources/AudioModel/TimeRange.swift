/// A stretch of a song, in seconds from its first frame; the end does not belong to it.
public struct TimeRange: Hashable, Sendable {
  /// Where it starts, in seconds.
  public let start: Double

  /// Where it ends, in seconds, never before its start.
  public let end: Double

  /// How long it is, in seconds.
  public var duration: Double { end - start }

  /// A stretch from one time to another.
  ///
  /// - Precondition: both are finite, and `start <= end`.
  public init(start: Double, end: Double) {
    precondition(
      start.isFinite && end.isFinite && start <= end, "no such range: \(start)...\(end)")
    self.start = start
    self.end = end
  }

  /// Whether a time lies inside, the start included and the end not.
  public func contains(_ time: Double) -> Bool { start <= time && time < end }
}
