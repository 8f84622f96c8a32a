import Logging
import RiffusionAPI

/// The key that every client of a test has.
let testKey = "hk-5f2b7c91d0e84a36"

extension RiffusionClient {
  /// A client of a provider at `https://api.test`, answered by a stub.
  static func stub(
    _ dialect: any Dialect = .openAIHK, _ transport: StubTransport, at base: String? = nil,
    clock: TestClock = TestClock(), rules: PollingRules? = .remote, hasKey: Bool = true,
    latestCrop: Double? = nil, log: Logger = Logger(label: "") { _ in SwiftLogNoOpLogHandler() }
  ) throws -> RiffusionClient {
    RiffusionClient(
      provider: try Provider(
        dialect, at: APIEndpoint(base ?? "https://api.test"), latestCrop: latestCrop),
      key: hasKey ? try APIKey(testKey) : nil, transport: transport, rules: rules, clock: clock,
      log: log)
  }
}

extension GenerateRequest {
  /// An order that every dialect takes.
  static let simple = GenerateRequest(words: .lyrics("[Verse]\nla"), title: "t", tag: "pop")
}
