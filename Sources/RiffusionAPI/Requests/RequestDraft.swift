/// One HTTP request in a provider's own words, complete or with gaps that are named.
public struct RequestDraft: Hashable, Sendable, Encodable {
  /// The HTTP method.
  public let method: String
  /// The path below the provider's base URL.
  public let path: String
  /// The JSON body, `nil` for a question.
  ///
  /// What is not known is absent, never invented.
  public let body: JSONValue?
  /// The wire names of what the provider asks for and the body lacks, such as `morph.riff_id`.
  public let missing: [String]
  /// What the user should know before this is sent.
  public let warnings: [String]

  /// A request in a provider's words.
  public init(
    method: String, path: String, body: JSONValue? = nil, missing: [String] = [],
    warnings: [String] = []
  ) {
    self.method = method
    self.path = path
    self.body = body
    self.missing = missing
    self.warnings = warnings
  }

  /// Makes sure that nothing is missing, as must be before the request is sent.
  ///
  /// - Throws: `RiffusionError` of code `incomplete`, with every missing name.
  public func requireComplete() throws(RiffusionError) {
    guard missing.isEmpty else {
      throw RiffusionError(
        code: .incomplete, subject: missing.joined(separator: ", "),
        detail: "the request cannot be sent without it")
    }
  }

  /// Only what is sent: `missing` and `warnings` are told beside the request, not inside it.
  private enum CodingKeys: String, CodingKey { case method, path, body }
}
