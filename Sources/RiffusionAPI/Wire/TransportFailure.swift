/// Why there was no answer.
public struct TransportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, for a person.
  public let reason: String

  /// Whether the request may have reached the server; `false` only where it certainly did not.
  public let wasSent: Bool

  /// A failure.
  public init(reason: String, wasSent: Bool) {
    self.reason = reason
    self.wasSent = wasSent
  }

  /// A failure in the words of the library that met it.
  init(_ error: any Error, wasSent: Bool) {
    self.init(reason: "\(error)", wasSent: wasSent)
  }

  /// The reason.
  public var description: String { reason }
}
