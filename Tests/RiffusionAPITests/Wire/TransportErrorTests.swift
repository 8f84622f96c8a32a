import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL
import Testing

@testable import RiffusionAPI

/// Whether an order was certainly never sent decides whether it may be in doubt.
@Suite struct TransportErrorTests {
  @Test func withoutAConnectionNothingWasSent() {
    let errors: [any Error] = [
      HTTPClientError.connectTimeout, HTTPClientError.tlsHandshakeTimeout,
      HTTPClientError.getConnectionFromPoolTimeout, HTTPClientError.invalidURL,
      HTTPClientError.emptyHost, IOError(errnoCode: ECONNREFUSED, reason: "connect"),
      NIOSSLError.handshakeFailed(.sslError([])), NIOSSLError.unableToValidateCertificate,
      NIOSSLExtraError.failedToValidateHostname,
    ]
    for error in errors { #expect(error.cameBeforeSending) }
  }

  /// A server that closes a connection without the farewell of TLS may have read the request, and a
  /// host may become unreachable after it.
  @Test func onAConnectionItMayHaveBeen() {
    let errors: [any Error] = [
      HTTPClientError.remoteConnectionClosed, HTTPClientError.readTimeout,
      HTTPClientError.deadlineExceeded, HTTPClientError.cancelled, NIOSSLError.uncleanShutdown,
      NIOSSLError.readInInvalidTLSState, NIOSSLError.shutdownFailed(.syscallError),
      BoringSSLError.sslError([]), IOError(errnoCode: ECONNRESET, reason: "read"),
      IOError(errnoCode: EHOSTUNREACH, reason: "read"),
      IOError(errnoCode: ETIMEDOUT, reason: "read"),
      IOError(errnoCode: EPIPE, reason: "write"), ChannelError.ioOnClosedChannel,
      CancellationError(),
    ]
    for error in errors { #expect(!error.cameBeforeSending) }
  }

  @Test func anyLimitOfTimeIsTaken() async throws {
    for limit in [Duration.zero, .milliseconds(1), .seconds(Int64.max)] {
      await #expect(throws: Never.self) {
        try await HTTPTransport.withTransport(connecting: limit, silence: limit) { _ in }
      }
    }
  }
}
