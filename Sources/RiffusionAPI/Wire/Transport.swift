/// Carries one request to a server and brings the head of its answer: the only thing here that
/// touches the network.
///
/// It follows no redirect and repeats nothing by itself.
public protocol Transport: Sendable {
  /// Sends a request once.
  ///
  /// - Throws: `TransportFailure` where no answer came, whatever the status of one would have been;
  ///   `RiffusionError` of code `refusedAddress` where the request may not go; `CancellationError`.
  func send(_ request: TransportRequest) async throws -> TransportResponse
}
