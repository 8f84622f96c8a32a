import HTTPTypes
import Hummingbird
import NIOCore

/// How a dialect tells an error.
enum ErrorForm {
  /// `{"error": {"message", "type", "code"}}`, as gateways in the manner of OpenAI do.
  case nested
  /// `{"code", "type", "error"}`, where an unknown task is 400, and not 404.
  case flat

  /// The answer to a refused request.
  func response(to refusal: Refusal) -> Response {
    let body: JSON
    var status = refusal.status
    switch self {
    case .nested:
      body = [
        "error": [
          "message": .string(refusal.message), "type": .string(refusal.type),
          "code": .string(String(status)),
        ]
      ]
    case .flat:
      if status == 404 { status = 400 }
      body = [
        "code": .number(Double(status)), "type": .string(refusal.type),
        "error": .string(refusal.message),
      ]
    }
    var response = body.response(status: status)
    if let seconds = refusal.retryAfter { response.headers[.retryAfter] = String(seconds) }
    return response
  }
}

extension JSON {
  /// The value as the body of an answer.
  func response(status: Int) -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: "application/json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
