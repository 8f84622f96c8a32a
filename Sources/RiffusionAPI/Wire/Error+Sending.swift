import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

extension Error {
  /// Whether a request certainly never reached the server: there was no connection.
  ///
  /// Of the errors of TLS those of the handshake alone tell that, for an unclean end comes after the
  /// request; of those of the system the refusal alone, for an unreachable host can also be told of
  /// a connection that was there (tcp(7)).
  var cameBeforeSending: Bool {
    if self is NIOConnectionError || self is NIOSSLExtraError { return true }
    if let error = self as? NIOSSLError {
      return switch error {
      case .handshakeFailed, .unableToValidateCertificate, .noCertificateToValidate: true
      default: false
      }
    }
    if let error = self as? IOError { return error.errnoCode == ECONNREFUSED }
    let early: [HTTPClientError] = [
      .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .invalidURL, .emptyHost,
      .emptyScheme,
    ]
    return (self as? HTTPClientError).map(early.contains) ?? false
  }

  /// What happened to a request, in a few words.
  var reason: String {
    if let error = self as? NIOConnectionError {
      let causes = error.connectionErrors.map { "\($0.error)" }
      return "no connection to \(error.host):\(error.port)"
        + (causes.first.map { ": \($0)" } ?? "")
    }
    if let error = self as? IOError { return String(cString: strerror(error.errnoCode)) }
    return (self as? HTTPClientError)?.shortDescription ?? "\(self)"
  }
}
