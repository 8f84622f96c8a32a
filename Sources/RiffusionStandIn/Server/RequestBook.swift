import HTTPTypes
import Hummingbird
import Logging

/// Notes every request, and logs one line for it; no header's content is in either.
struct RequestBook: RouterMiddleware {
  /// Where requests are noted.
  let ledger: Ledger
  /// Where lines go.
  let logger: Logger

  func handle(
    _ request: Request, context: StandInContext,
    next: (Request, StandInContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.string
    ledger.receive(
      ReceivedRequest(
        method: request.method.rawValue, path: path,
        hasKey: request.headers[.authorization] != nil, range: request.headers[.range]))
    do {
      let response = try await next(request, context)
      logger.info("\(request.method) \(path) \(response.status.code)")
      return response
    } catch is Dropped {
      logger.info("\(request.method) \(path) dropped")
      throw Dropped()
    } catch let error as HTTPError where error.status == .notFound {
      logger.info("\(request.method) \(path) 404")
      return ErrorForm.nested.response(
        to: Refusal(
          status: 404, type: "not_found",
          message: "There is no \(request.method) \(request.uri.path) here."))
    }
  }
}
