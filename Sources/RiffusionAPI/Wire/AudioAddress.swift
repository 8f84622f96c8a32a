import Foundation

/// The address of an audio file: http or https, to a host, with no credentials in it.
struct AudioAddress: Hashable, Sendable {
  /// The whole address.
  let url: String

  /// Reads an address; `nil` for anything else, and for one with a user or password in it.
  init?(_ text: String) {
    guard let parts = URLComponents(string: text), parts.isOnTheWeb, parts.user == nil,
      parts.password == nil
    else { return nil }
    url = text
  }

  /// The address as messages show it: its query may hold a signature.
  var shown: String { url.withoutSecrets }

  /// Where a redirect leads, which may be given from the root or from here.
  func redirected(to location: String) -> AudioAddress? {
    guard let base = URL(string: url), let target = URL(string: location, relativeTo: base) else {
      return nil
    }
    return AudioAddress(target.absoluteString)
  }
}

extension URLComponents {
  /// Whether it is an http or https address of a host, at a port that TCP has.
  ///
  /// A host with escaped characters is none: unescaped they could be a slash or an @, and lead to
  /// another host.
  var isOnTheWeb: Bool {
    guard ["http", "https"].contains(scheme?.lowercased()), let encodedHost, !encodedHost.isEmpty,
      !encodedHost.contains("%")
    else { return false }
    return rangeOfPort == nil || (1...65_535).contains(port ?? 0)
  }
}

extension String {
  /// An address up to its query or fragment, and without a user and a password.
  package var withoutSecrets: String {
    let address = prefix { $0 != "?" && $0 != "#" }
    guard let scheme = address.firstRange(of: "://") else { return String(address) }
    let host = address[scheme.upperBound...].prefix { $0 != "/" }
    guard let end = host.lastIndex(of: "@") else { return String(address) }
    return String(address[..<scheme.upperBound] + address[address.index(after: end)...])
  }
}
