import Foundation
import HTTPTypes
import RiffusionAPI
import Synchronization
import Testing

/// A transport that answers each address with the statuses and bodies of a script, in order.
final class ScriptedTransport: Transport {
  private let state: Mutex<(script: [(path: String, status: Int, body: String)], calls: [String])>

  init(_ script: (path: String, status: Int, body: String)...) { state = Mutex((script, [])) }

  /// The methods and addresses of all requests so far, below `https://api.test`.
  var calls: [String] { state.withLock(\.calls) }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let path = request.url.replacing("https://api.test", with: "")
    let answer = state.withLock { state in
      state.calls.append("\(request.method) \(path)")
      return state.script.isEmpty ? nil : state.script.removeFirst()
    }
    guard let answer, answer.path == path else {
      Issue.record("nobody expects \(request.method) \(path)")
      throw TransportFailure(reason: "nobody expects it", wasSent: false)
    }
    let bytes = Array(answer.body.utf8)
    let pieces = AsyncThrowingStream<ArraySlice<UInt8>, any Error> { continuation in
      continuation.yield(bytes[...])
      continuation.finish()
    }
    return TransportResponse(status: answer.status, headers: [:], body: pieces)
  }

  /// A client of a provider at `https://api.test` that is answered by the script.
  func client(_ name: String, hasKey: Bool = true) throws -> RiffusionClient {
    RiffusionClient(
      provider: try Provider(Provider.dialect(named: name), at: APIEndpoint("https://api.test")),
      key: hasKey ? try APIKey("hk-test") : nil, transport: self,
      rules: PollingRules(
        first: .milliseconds(1), cap: .milliseconds(1), deadline: .seconds(60), grace: .zero,
        patience: .zero))
  }
}
