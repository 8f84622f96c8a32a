import Foundation
import HTTPTypes
import RiffusionAPI
import Synchronization
import Testing

/// A transport that answers each address with the statuses and bodies of a script, in order.
final class ScriptedTransport: Transport {
  private let state: Mutex<State>
  private let files: [String: [UInt8]]
  private let pause: @Sendable (String) async throws -> Void

  private struct State {
    var script: [(path: String, status: Int, body: String)]
    var calls: [String] = []
    var downloads: [String] = []
  }

  /// A transport with a script.
  ///
  /// - Parameters:
  ///   - script: The answers.
  ///   - files: What is downloaded below `https://api.test`, in any order and as often as one likes.
  ///   - pause: What happens before an answer of the script; told its address.
  init(
    _ script: (path: String, status: Int, body: String)..., files: [String: [UInt8]] = [:],
    pausing pause: @escaping @Sendable (String) async throws -> Void = { _ in }
  ) {
    state = Mutex(State(script: script))
    self.files = files
    self.pause = pause
  }

  /// The methods and addresses of all requests so far, below `https://api.test`.
  var calls: [String] { state.withLock(\.calls) }

  /// The addresses of all downloads so far, below `https://api.test`.
  var downloads: [String] { state.withLock(\.downloads) }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let path = request.url.replacing("https://api.test", with: "")
    if let file = files[path] {
      state.withLock { $0.downloads.append(path) }
      return Self.response(200, file)
    }
    let answer = state.withLock { state in
      state.calls.append("\(request.method) \(path)")
      return state.script.isEmpty ? nil : state.script.removeFirst()
    }
    guard let answer, answer.path == path else {
      Issue.record("nobody expects \(request.method) \(path)")
      throw TransportFailure(reason: "nobody expects it", wasSent: false)
    }
    try await pause(path)
    return Self.response(answer.status, Array(answer.body.utf8))
  }

  private static func response(_ status: Int, _ bytes: [UInt8]) -> TransportResponse {
    let pieces = AsyncThrowingStream<ArraySlice<UInt8>, any Error> { continuation in
      continuation.yield(bytes[...])
      continuation.finish()
    }
    return TransportResponse(status: status, headers: [:], body: pieces)
  }

  /// A client of a provider at `https://api.test` that is answered by the script.
  ///
  /// It waits for an hour before it gives a job up, if nothing else is said: on a busy machine a test
  /// can stand still for minutes.
  func client(
    _ name: String, hasKey: Bool = true, deadline: Duration = .seconds(3600)
  ) throws -> RiffusionClient {
    RiffusionClient(
      provider: try Provider(Provider.dialect(named: name), at: APIEndpoint("https://api.test")),
      key: hasKey ? try APIKey("hk-test") : nil, transport: self,
      rules: PollingRules(
        first: .milliseconds(1), cap: .milliseconds(1), deadline: deadline, grace: .zero,
        patience: .zero))
  }
}
