/// What went wrong between us and a provider of the Riffusion API.
///
/// It carries what the provider said and never a credential: the words of an answer are cleaned of
/// the key before they get here.
public struct RiffusionError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  public let code: Code

  /// What it is about: an operation such as `extend`, a value such as `crop`, or the wire names of
  /// what is missing.
  public let subject: String

  /// What happened and what can be done, for a person.
  public let detail: String

  /// The HTTP status of the answer; `nil` where there was none.
  public let status: Int?

  /// What the provider said, shortened to one line; `nil` where it said nothing.
  public let providerWords: String?

  /// The provider's name for this exchange, for its support to look it up.
  public let traceID: String?

  /// Whether the provider may have taken the order and charged for it, though we do not know.
  ///
  /// Such an order is *in doubt*: it must not be sent again before the provider's own list of songs
  /// or credits has been looked at.
  public let mayHaveBeenCharged: Bool

  /// How long the provider asks us to wait before the next request.
  public let retryAfter: Duration?

  /// A failure of one kind, about one thing.
  public init(
    code: Code, subject: String, detail: String, status: Int? = nil, providerWords: String? = nil,
    traceID: String? = nil, mayHaveBeenCharged: Bool = false, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.subject = subject
    self.detail = detail
    self.status = status
    self.providerWords = providerWords
    self.traceID = traceID
    self.mayHaveBeenCharged = mayHaveBeenCharged
    self.retryAfter = retryAfter
  }
}

extension RiffusionError: CustomStringConvertible {
  /// One line with the kind, the subject and the message.
  public var description: String { "\(code): \(subject): \(message)" }

  /// The detail, followed in brackets by what the provider said and how long it asks us to wait.
  public var message: String {
    let facts = [
      status.map { "HTTP \($0)" }, retryAfter.map { "wait \($0.inSeconds)" },
      providerWords.map { "the provider says: \($0)" },
      traceID.map { "trace \($0)" },
    ].compactMap(\.self)
    return facts.isEmpty ? detail : "\(detail) (\(facts.joined(separator: "; ")))"
  }
}
