import Foundation
import HTTPTypes
public import Logging

/// Orders songs from one provider, and brings them.
///
/// What costs money is sent once, whatever happens: a failed order is never repeated here. Whether
/// it may have been charged all the same is said by `RiffusionError.mayHaveBeenCharged`.
public struct RiffusionClient: Sendable {
  /// Whom the client talks to.
  public let provider: Provider

  /// Whether there is a key, without which nothing can be asked.
  public var hasKey: Bool { key != nil }

  /// The provider's key, which goes to its API alone.
  let key: APIKey?
  /// What carries the requests.
  let transport: any Transport
  /// How long to wait for songs.
  let rules: PollingRules
  /// How long to wait for an answer.
  let limits: ExchangeLimits
  /// What waits are measured by.
  let time: Timekeeper
  /// Where it is told what is sent and answered.
  let log: Logger

  /// A client of a provider.
  ///
  /// - Parameters:
  ///   - provider: Whom to talk to.
  ///   - key: The provider's key for this customer; without one nothing can be sent.
  ///   - transport: What carries the requests; `HTTPTransport`, but for tests.
  ///   - rules: How long to wait for songs; by default as suits where the provider is.
  ///   - limits: How long to wait for an answer.
  ///   - clock: What waits are measured by.
  ///   - log: Where to tell what is sent and answered; no secret is among it.
  public init(
    provider: Provider, key: APIKey?, transport: any Transport, rules: PollingRules? = nil,
    limits: ExchangeLimits = ExchangeLimits(), clock: some Clock<Duration> = ContinuousClock(),
    log: Logger = Logger(label: "segue.api") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.provider = provider
    self.key = key
    self.transport = transport
    self.rules = rules ?? (provider.endpoint.isLoopback ? .local : .remote)
    self.limits = limits
    self.log = log
    time = Timekeeper(clock)
  }

  /// Does work with a client over HTTP, whose connections are closed after it.
  public static func withClient<Success>(
    of provider: Provider, key: APIKey?,
    _ work: nonisolated(nonsending) (RiffusionClient) async throws -> Success
  ) async throws -> Success {
    try await HTTPTransport.withTransport { transport in
      try await work(RiffusionClient(provider: provider, key: key, transport: transport))
    }
  }

  /// The longest answer that we read: a list of songs with their lyrics and word times is far below.
  private static let longestAnswer = 16 << 20

  /// Sends one request to the API, once, and gives its good answer.
  ///
  /// - Throws: `RiffusionError` for anything but a good answer; `CancellationError`, but for an order
  ///   that was under way, which is an error that says so.
  func exchange(_ draft: RequestDraft, for operation: Operation) async throws -> ProviderAnswer {
    try draft.requireComplete()
    guard let key else {
      throw RiffusionError(
        code: .authentication, subject: operation.rawValue,
        detail: "there is no key: set SEGUE_API_KEY to the key of \(provider.name)")
    }
    var request = TransportRequest(
      method: HTTPRequest.Method(draft.method) ?? .get, url: provider.endpoint.url(of: draft.path),
      headers: [.accept: "application/json", .userAgent: Self.userAgent], key: key)
    if let body = draft.body {
      request.headers[.contentType] = "application/json"
      request.body = try body.encoded()
    }
    try Task.checkCancellation()
    log.debug("request", metadata: ["method": "\(draft.method)", "path": "\(draft.path)"])
    let answer = try await answer(to: request, operation: operation, key: key)
    log.debug("answer", metadata: ["status": "\(answer.status)", "path": "\(draft.path)"])
    if answer.isNotReady, operation == .status { return answer }
    if let error = RiffusionError(answer, to: operation) {
      log.info("refused", metadata: ["error": "\(error)"])
      throw error
    }
    return answer
  }

  /// The version of the client, and of the command around it.
  package static let version = "0.1.0"

  /// How we introduce ourselves.
  static let userAgent = "segue/\(version)"

  private func answer(
    to request: TransportRequest, operation: Operation, key: APIKey
  ) async throws -> ProviderAnswer {
    let limit = operation.isPaid ? limits.order : limits.question
    func failure(_ code: RiffusionError.Code, _ reason: String, wasSent: Bool) -> RiffusionError {
      RiffusionError(
        code: code, subject: operation.rawValue, detail: key.redacted(reason),
        mayHaveBeenCharged: operation.isPaid && wasSent)
    }
    do {
      let answer = try await time.within(limit) { [transport] in
        let head = try await transport.send(request)
        let body = try await head.collected(upTo: Self.longestAnswer)
        return ProviderAnswer(status: head.status, headers: head.headers, body: body, key: key)
      }
      guard let answer else {
        throw failure(.deadline, "no answer within \(limit.inSeconds)", wasSent: true)
      }
      return answer
    } catch let error as TransportFailure {
      throw failure(.transport, error.reason, wasSent: error.wasSent)
    } catch let error as RiffusionError {
      throw error
    } catch is CancellationError {
      guard operation.isPaid else { throw CancellationError() }
      throw failure(.transport, "interrupted before the answer", wasSent: true)
    } catch {
      throw failure(.transport, "\(error)", wasSent: true)
    }
  }
}

extension Duration {
  /// The time in words, in whole seconds, rounded up: `120 s`.
  var inSeconds: String {
    "\(components.seconds + (components.attoseconds > 0 ? 1 : 0)) s"
  }
}
