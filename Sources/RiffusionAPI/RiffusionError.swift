/// What went wrong between us and a provider of the Riffusion API.
public struct RiffusionError: Error, Hashable, Sendable {
  /// What kind of failure it is, after who must act.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The stable word that documents and reports print.
    public let description: String
    private init(_ description: String) { self.description = description }

    /// A value of the request lies outside what the API takes; nothing was sent.
    public static let invalidValue = Code("invalidValue")
    /// The request still lacks something that only the user knows; nothing was sent.
    public static let incomplete = Code("incomplete")
  }

  /// What kind of failure it is.
  public let code: Code

  /// What it is about: a value such as `crop`, or the wire names of what is missing.
  public let subject: String

  /// What happened and what can be done, for a person.
  public let detail: String

  /// A failure of one kind, about one thing.
  public init(code: Code, subject: String, detail: String) {
    self.code = code
    self.subject = subject
    self.detail = detail
  }
}

extension RiffusionError: CustomStringConvertible {
  /// One line with the kind, the subject and the detail.
  public var description: String { "\(code): \(subject): \(detail)" }
}
