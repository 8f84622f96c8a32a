import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import Synchronization

/// HTTP and HTTPS over sockets.
///
/// A request that may only reach public machines goes to the very address that was looked up and
/// judged: its host is not looked up again on connecting, so that a name cannot change its meaning
/// in between.
public final class HTTPTransport: Transport {
  private let api: HTTPClient
  private let pinned = Mutex<[Pin: HTTPClient]>([:])
  private let timeouts: HTTPClient.Configuration.Timeout
  private let addresses: @Sendable (String) async throws -> [HostAddress]

  /// A host, and the address that stands for it.
  private struct Pin: Hashable {
    let host: String
    let address: String
  }

  /// A transport, which is to be shut down; `addresses` looks up those of a host.
  init(
    connecting: Duration, silence: Duration, answer: Duration = longestAnswer,
    addresses: @escaping @Sendable (String) async throws -> [HostAddress] = HostResolution.addresses
  ) {
    self.addresses = addresses
    timeouts = HTTPClient.Configuration.Timeout(
      connect: TimeAmount(connecting), read: TimeAmount(silence))
    // An order must not meet a connection that the server is about to close: one request each.
    var configuration = Self.configuration(timeouts: timeouts)
    configuration.timeout.read = TimeAmount(answer)
    configuration.maximumUsesPerConnection = 1
    // Not asked for, and done by some servers all the same: what was paid for must be readable.
    configuration.decompression = .enabled(limit: .size(Self.longestInflated))
    api = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Does work with a transport, whose connections are closed after it.
  ///
  /// - Parameters:
  ///   - connecting: How long a connection may take to be made.
  ///   - silence: How long a server of songs may say nothing.
  ///   - answer: How long an API may say nothing; what it may take to answer is for `ExchangeLimits` to
  ///     say, as an order whose answer is not waited for may have been charged.
  ///   - work: What is done with it.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws.
  public static func withTransport<Success>(
    connecting: Duration = .seconds(10), silence: Duration = .seconds(60),
    answer: Duration = longestAnswer,
    _ work: nonisolated(nonsending) (HTTPTransport) async throws -> Success
  ) async throws -> Success {
    let transport = HTTPTransport(connecting: connecting, silence: silence, answer: answer)
    do {
      let success = try await work(transport)
      await transport.shutdown()
      return success
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// Closes all connections.
  func shutdown() async {
    let clients = pinned.withLock { clients in
      defer { clients = [:] }
      return Array(clients.values)
    }
    for client in clients + [api] { try? await client.shutdown() }
  }

  /// Sends a request once, and follows no redirect.
  ///
  /// Of several addresses of a host the next is taken where no connection can be made to one.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let clients = try await clients(for: request)
    for client in clients.dropLast() {
      do {
        return try await send(request, by: client)
      } catch let failure as TransportFailure where !failure.wasSent {
        continue
      }
    }
    return try await send(request, by: clients.last ?? api)
  }

  private func send(
    _ request: TransportRequest, by client: HTTPClient
  ) async throws -> TransportResponse {
    do {
      let answer = try await client.execute(HTTPClientRequest(request), deadline: .distantFuture)
      var headers = HTTPFields()
      for (name, value) in answer.headers {
        if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
      }
      return TransportResponse(
        status: Int(answer.status.code), headers: headers,
        body: answer.body.map { ArraySlice($0.readableBytesView) })
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(
        reason: "\(request.url.withoutSecrets): \(error.reason)", wasSent: !error.cameBeforeSending)
    }
  }

  /// The clients that may carry a request: the common one, or one for each address of the host, which
  /// was judged and is all that it knows.
  private func clients(for request: TransportRequest) async throws -> [HTTPClient] {
    guard request.reach != .anywhere else { return [api] }
    // Read as the library reads it, so that the judged host and the one it connects to are one.
    guard let host = URL(string: request.url)?.host, !host.isEmpty else {
      throw TransportFailure(reason: "\(request.url.withoutSecrets) is no address", wasSent: false)
    }
    let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    let addresses = try await addresses(name)
    guard !addresses.isEmpty else {
      throw TransportFailure(reason: "the host \(name) has no address", wasSent: false)
    }
    for address in addresses {
      let isAllowed =
        address.isPublic || request.reach == .publicAndLoopback && address.isLoopback
      guard isAllowed else {
        throw RiffusionError(
          code: .refusedAddress, subject: name,
          detail: "\(address.text) is on a private network, from which no song is fetched")
      }
    }
    return addresses.map { client(of: Pin(host: name, address: $0.text)) }
  }

  private func client(of pin: Pin) -> HTTPClient {
    pinned.withLock { clients in
      if let known = clients[pin] { return known }
      var configuration = Self.configuration(timeouts: timeouts)
      if pin.host != pin.address { configuration.dnsOverride = [pin.host: pin.address] }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      clients[pin] = client
      return client
    }
  }

  private static func configuration(
    timeouts: HTTPClient.Configuration.Timeout
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: timeouts)
    // Whoever waits for an answer decides whether to try again, and when.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
    return configuration
  }

  /// Longer than any exchange may take.
  public static let longestAnswer = ExchangeLimits().order + .seconds(60)

  /// As much of a compressed answer as is unfolded, in bytes: the longest answer that is read at all.
  private static let longestInflated = 16 << 20

  /// As many songs as are ever fetched at a time from one host.
  private static let connectionsPerHost = 32
}

extension HTTPClientRequest {
  /// A request as the library sends it.
  init(_ request: TransportRequest) {
    self.init(url: request.url)
    method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.allHeaders {
      headers.add(name: field.name.rawName, value: field.value)
    }
    if let body = request.body { self.body = .bytes(body) }
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = min(duration, .seconds(86_400)).components
    self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
