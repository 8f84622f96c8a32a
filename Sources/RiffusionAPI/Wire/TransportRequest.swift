public import Foundation
public import HTTPTypes

/// A request as it goes over the wire.
///
/// The key is held apart from the headers, so that neither can be shown by mistake.
public struct TransportRequest: Sendable {
  /// Which machines a request may go to.
  public enum Reach: Hashable, Sendable {
    /// Any: the user has named the address.
    case anywhere
    /// Machines on the internet, not those of a private network or this one.
    case publicOnly
    /// Machines on the internet, and this one.
    case publicAndLoopback
  }

  /// The method.
  public var method: HTTPRequest.Method
  /// The whole address.
  public var url: String
  /// Headers, without `Authorization`.
  public var headers: HTTPFields
  /// The body; `nil` for none.
  public var body: Data?
  /// The key, if the request goes to the API.
  public var key: APIKey?
  /// Which machines the host may turn out to be.
  public var reach: Reach

  /// A request.
  public init(
    method: HTTPRequest.Method = .get, url: String, headers: HTTPFields = [:], body: Data? = nil,
    key: APIKey? = nil, reach: Reach = .anywhere
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.key = key
    self.reach = reach
  }

  /// All headers, with the one that holds the key: for a transport alone, at the last moment.
  ///
  /// Bodies are read as they come, and whoever does not say so may be answered in any coding (RFC
  /// 9110, 12.5.3).
  public var allHeaders: HTTPFields {
    var all = headers
    all[.acceptEncoding] = "identity"
    if let key { all[.authorization] = key.authorization }
    return all
  }
}
