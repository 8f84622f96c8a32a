import Foundation
import HTTPTypes
import RiffusionAPI
import Synchronization
import Testing

/// A transport that answers from a script, and keeps what it was sent.
final class StubTransport: Transport {
  /// What becomes of one request.
  enum Answer: Sendable {
    /// An answer whose body comes in pieces, and what happens after the last of them.
    case response(status: Int, headers: HTTPFields, pieces: [[UInt8]], ending: Ending)
    /// An error in place of an answer.
    case failure(any Error)
    /// No answer, until the task is cancelled.
    case silence
  }

  /// How a body ends.
  enum Ending: Sendable {
    /// As it should.
    case whole
    /// With a broken connection.
    case cut
    /// Never, until the task is cancelled.
    case silence
  }

  private let state: Mutex<(answers: [Answer], requests: [TransportRequest])>
  private let repeatsLast: Bool

  /// A transport with the answers to its requests, in order.
  ///
  /// - Parameters:
  ///   - answers: One for each request.
  ///   - repeatsLast: Whether the last one serves for all further requests, which would otherwise be
  ///     a failure of the test.
  init(_ answers: Answer..., repeatsLast: Bool = false) {
    state = Mutex((answers, []))
    self.repeatsLast = repeatsLast
  }

  /// All requests so far.
  var requests: [TransportRequest] { state.withLock(\.requests) }

  /// The methods and addresses of all requests so far, below `https://api.test`.
  var calls: [String] {
    requests.map { "\($0.method) \($0.url.replacing("https://api.test", with: ""))" }
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let answer: Answer? = state.withLock { state in
      state.requests.append(request)
      guard let first = state.answers.first else { return nil }
      if !(repeatsLast && state.answers.count == 1) { state.answers.removeFirst() }
      return first
    }
    switch answer {
    case .response(let status, let headers, let pieces, let ending):
      return TransportResponse(
        status: status, headers: headers, body: Self.body(of: pieces, ending: ending))
    case .failure(let error):
      throw error
    case .silence:
      try await untilCancelled()
      throw CancellationError()
    case nil:
      Issue.record("no answer is left for \(request.method) \(request.url)")
      throw TransportFailure(reason: "no answer is left", wasSent: false)
    }
  }

  private static func body(of pieces: [[UInt8]], ending: Ending) -> TransportResponse.Body {
    let remaining = Mutex(pieces[...])
    return AsyncThrowingStream<ArraySlice<UInt8>, any Error> {
      if let piece = remaining.withLock({ $0.popFirst() }) { return piece[...] }
      switch ending {
      case .whole: return nil
      case .cut: throw TransportFailure(reason: "connection reset", wasSent: true)
      case .silence:
        try await untilCancelled()
        return nil
      }
    }
  }
}

extension StubTransport.Answer {
  /// An answer of JSON.
  static func json(
    _ text: String, status: Int = 200, headers: HTTPFields = [:]
  ) -> StubTransport.Answer {
    .response(status: status, headers: headers, pieces: [Array(text.utf8)], ending: .whole)
  }

  /// The answer in a fixture.
  static func fixture(_ name: String) throws -> StubTransport.Answer {
    .json(String(decoding: try Fixture.value(name).encoded(), as: UTF8.self))
  }
}

/// Waits until the task is cancelled.
func untilCancelled() async throws {
  let (never, continuation) = AsyncStream.makeStream(of: Never.self)
  for await _ in never {}
  continuation.finish()
  try Task.checkCancellation()
}
