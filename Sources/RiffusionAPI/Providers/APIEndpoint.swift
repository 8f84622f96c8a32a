import Foundation

/// Where an API is: scheme, host, port, and a path where it does not stand at the root.
///
/// `https`, or `http` on this machine alone, for the key travels with every request.
public struct APIEndpoint: Hashable, Sendable, CustomStringConvertible {
  /// The address without a slash at its end, such as `https://api.openai-hk.com`.
  public let description: String

  /// Whether the API is on this machine.
  public let isLoopback: Bool

  /// Reads an address.
  ///
  /// - Throws: `RiffusionError` of code `refusedAddress` for one that is no http address, has a user,
  ///   a query or a fragment in it, or would send the key unencrypted to another machine.
  public init(_ text: String) throws(RiffusionError) {
    func refusal(_ detail: String) -> RiffusionError {
      RiffusionError(code: .refusedAddress, subject: "base URL", detail: detail)
    }
    guard let parts = URLComponents(string: text), parts.isOnTheWeb, let host = parts.host,
      let scheme = parts.scheme?.lowercased()
    else {
      throw refusal("it is no address such as https://api.openai-hk.com")
    }
    guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
      throw refusal("it must hold no user, no password, no ? and no #")
    }
    let name = host.lowercased()
    isLoopback = HostAddress.isLoopback(host: name)
    guard scheme == "https" || isLoopback else {
      throw refusal("over http the key could be read on its way to \(name); use https")
    }
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    let isUsualPort = parts.port == nil || parts.port == (scheme == "https" ? 443 : 80)
    let port = isUsualPort ? "" : parts.port.map { ":\($0)" } ?? ""
    description = "\(scheme)://\(name)\(port)\(path)"
  }

  /// The address of an operation.
  func url(of path: String) -> String { description + path }
}

extension APIEndpoint: Codable {
  /// Reads an address.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the address as text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
