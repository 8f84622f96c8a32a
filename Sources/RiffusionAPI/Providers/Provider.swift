/// Whom we order songs from: in which words, at which address, and within which limits.
public struct Provider: Sendable {
  /// The words that it takes orders in.
  public let dialect: any Dialect

  /// Where its API is.
  public let endpoint: APIEndpoint

  /// The latest crop that it is known to keep, in seconds; `nil` where nothing is known.
  public let latestCrop: Double?

  /// The name by which a user chooses it.
  public var name: String { dialect.name }

  /// A provider that speaks a dialect, at its documented address or at another one.
  ///
  /// - Throws: `RiffusionError` of code `incomplete` where the dialect documents no address and none
  ///   is given.
  public init(
    _ dialect: any Dialect, at endpoint: APIEndpoint? = nil, latestCrop: Double? = nil
  ) throws(RiffusionError) {
    guard let endpoint = endpoint ?? Self.documentedEndpoint(of: dialect.name) else {
      throw RiffusionError(
        code: .incomplete, subject: dialect.name,
        detail: "its documents name no address: give one with --base-url or SEGUE_BASE_URL")
    }
    self.dialect = dialect
    self.endpoint = endpoint
    self.latestCrop = latestCrop
  }

  /// The names of all providers that we have a dialect for.
  public static let names = ["openai-hk", "yutoai", "musicapi", "sunoapi", "producer"]

  /// The address that a provider's documents name, as read on 2026-11-21.
  ///
  /// - Returns: `nil` for a provider that documents only paths, and for an unknown one. The
  ///   successor `producer` is sold by the vendors of `musicapi` and has its address.
  public static func documentedEndpoint(of name: String) -> APIEndpoint? {
    let addresses = [
      "openai-hk": "https://api.openai-hk.com", "musicapi": "https://api.musicapi.ai",
      "sunoapi": "https://api.sunoapi.com", "producer": "https://api.musicapi.ai",
    ]
    return addresses[name].flatMap { try? APIEndpoint($0) }
  }

  /// The dialect of a provider, by name.
  ///
  /// - Parameters:
  ///   - name: One of `names`.
  ///   - options: What the user sets beside it.
  /// - Returns: Its dialect.
  /// - Throws: `RiffusionError` of code `otherProvider` for an unknown name.
  public static func dialect(
    named name: String, options: DialectOptions = DialectOptions()
  ) throws(RiffusionError) -> any Dialect {
    switch name {
    case "openai-hk": MorphDialect(name: name, options: options)
    case "yutoai": MorphDialect(name: name, options: options)
    case "musicapi": TaskTypeDialect(name: name, options: options)
    case "sunoapi": TaskTypeDialect(name: name, options: options)
    case "producer": ProducerDialect(options: options)
    default:
      throw RiffusionError(
        code: .otherProvider, subject: name,
        detail: "there is no provider of this name; there are \(names.joined(separator: ", "))")
    }
  }
}
