/// What a user sets where a provider differs from its documents.
public struct DialectOptions: Hashable, Sendable {
  /// What stands before the operation in every path, in place of the documented prefix, such as
  /// `/riffusion`.
  public var pathPrefix: String?

  /// The wire names of the start and the end of a range that is replaced.
  public var replaceFields: ReplaceFields?

  /// Whether a crop is sent in whole seconds, as one page of the `task_type` dialect types it.
  public var wholeSeconds: Bool

  /// The names of a range on the wire.
  public struct ReplaceFields: Hashable, Sendable {
    /// The name of its start.
    public let start: String
    /// The name of its end.
    public let end: String

    /// Two names.
    public init(start: String, end: String) {
      self.start = start
      self.end = end
    }
  }

  /// Options, of which each may be left to the documents.
  public init(
    pathPrefix: String? = nil, replaceFields: ReplaceFields? = nil, wholeSeconds: Bool = false
  ) {
    self.pathPrefix = pathPrefix.map(Self.normalized)
    self.replaceFields = replaceFields
    self.wholeSeconds = wholeSeconds
  }

  /// A crop as it is sent: in whole seconds it is at least one, for zero is no crop.
  func crop(_ seconds: Double) -> JSONValue {
    JSONValue(wholeSeconds ? max(seconds.rounded(), 1) : seconds)
  }

  /// A prefix with a slash before it and none behind it; empty for the root.
  private static func normalized(_ prefix: String) -> String {
    let parts = prefix.split(separator: "/")
    return parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
  }
}
