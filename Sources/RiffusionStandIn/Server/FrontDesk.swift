import HTTPTypes
import Hummingbird
import NIOCore

/// What all dialects share: who may ask, what goes wrong, and where songs are found.
struct FrontDesk: Sendable {
  /// The jobs and songs.
  let book: JobBook
  /// What was charged.
  let ledger: Ledger
  /// The faults to come.
  let faults: FaultCounter
  /// The only key that is accepted; `nil` accepts any.
  let key: String?
  /// How word times are told; `nil` leaves it to the dialect.
  let wordTimes: WordTimes?

  /// An answer before a fault may spoil it.
  struct Reply {
    let body: JSON
    var fault: Fault?
  }

  /// The largest body of a request, in bytes: ours, far beyond any lyrics.
  private static let bodyLimit = 1 << 20

  /// Answers one call of an API.
  ///
  /// - Parameters:
  ///   - request: The call.
  ///   - context: Its connection.
  ///   - form: How errors are told.
  ///   - work: Makes the answer, or throws a `Refusal`.
  /// - Returns: The answer, an error in the dialect's form among them.
  /// - Throws: `Dropped` when a fault closes the connection.
  func serve(
    _ request: Request, _ context: StandInContext, in form: ErrorForm,
    _ work: (PaidRequest) throws -> Reply
  ) async throws -> Response {
    do {
      try authorize(request)
      let buffer = try await request.body.collect(upTo: Self.bodyLimit)
      let reply = try work(
        PaidRequest(path: request.uri.path, body: Array(buffer.readableBytesView)))
      return try await deliver(reply, context)
    } catch let refusal as Refusal {
      return form.response(to: refusal)
    }
  }

  /// Counts a call, and says what is to go wrong with it after it was taken.
  ///
  /// - Throws: `Refusal` when it is to be refused.
  func fault(
    at call: ProviderCall, _ operation: PaidOperation? = nil
  ) throws(Refusal) -> Fault? {
    let fault = faults.count(call, operation)
    if let refusal = fault?.refusal { throw refusal }
    return fault
  }

  private func authorize(_ request: Request) throws(Refusal) {
    guard let header = request.headers[.authorization] else {
      throw .unauthorized("Authorization header is missing.")
    }
    let given = header.dropFirst("Bearer ".count)
    guard header.hasPrefix("Bearer "), !given.isEmpty, key == nil || given == key ?? "" else {
      throw .unauthorized("Invalid authorization format.")
    }
  }

  private func deliver(_ reply: Reply, _ context: StandInContext) async throws -> Response {
    switch reply.fault {
    case .serverErrorAfterCharge(let status):
      throw Refusal(status: status, type: "server_error", message: "Internal Server Error.")
    case .drop:
      try await context.drop()
    case .hang(let seconds):
      try await context.hang(seconds: seconds)
    case .html:
      return .page
    case .notReady:
      return reply.body.response(status: 202)
    default: break
    }
    return reply.body.response(status: 200)
  }
}

/// The connection was closed on purpose; nothing can be answered.
struct Dropped: Error {}

extension StandInContext {
  /// Closes the connection without an answer.
  func drop() async throws -> Never {
    try? await channel.close()
    throw Dropped()
  }

  /// Lets the client wait: for so many seconds, else until it hangs up or the server stops.
  func hang(seconds: Double?) async throws {
    let end = ContinuousClock.now + .seconds(seconds ?? 86_400)
    while ContinuousClock.now < end, channel.isActive {
      // Short enough that a client that hung up is noticed soon.
      try await Task.sleep(for: min(.milliseconds(50), end - .now))
    }
    if !channel.isActive { throw Dropped() }
  }
}

extension Response {
  /// What a proxy in trouble says, with the wrong status.
  static var page: Response {
    let text = "<!DOCTYPE html><html><body><h1>Please try again later</h1></body></html>\n"
    return Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
