/// How far a provider is with a song.
public enum SongState: String, Hashable, Sendable, Codable, CaseIterable {
  /// Accepted, not begun.
  case waiting
  /// At work.
  case running
  /// Done: the song can be downloaded.
  case succeeded
  /// Given up; there will be no song.
  case failed
  /// Held back by the provider's moderation; there will be no song.
  case flagged

  /// Whether nothing more will change.
  public var isFinal: Bool {
    switch self {
    case .waiting, .running: false
    case .succeeded, .failed, .flagged: true
    }
  }

  /// The state that a provider's word stands for.
  ///
  /// Providers call one state by many names, and invent new ones: an unknown word counts as
  /// `running`, which the deadline of whoever waits bounds. Case, spaces and hyphens do not matter.
  public init(word: String) {
    let plain = word.lowercased()
      .split { $0.isWhitespace || $0 == "-" || $0 == "_" }.joined(separator: "_")
    self = Self.words.first { $0.value.contains(plain) }?.key ?? .running
  }

  /// The words of all dialects, from their documents and from clients that are known to work.
  private static let words: [SongState: Set<String>] = [
    .waiting: [
      "submitted", "queued", "queuing", "pending", "not_start", "ready", "assigned", "on_queue",
      "not_ready",
    ],
    .succeeded: ["complete", "completed", "success", "succeeded"],
    .failed: [
      "fail", "failed", "failure", "error", "cancelled", "canceled", "timeout", "rejected",
    ],
    .flagged: ["flagged", "moderated"],
  ]
}
