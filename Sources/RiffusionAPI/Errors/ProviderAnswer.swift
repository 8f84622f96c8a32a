import Foundation
import HTTPTypes

/// A provider's whole answer, and what it means if it is no good one.
struct ProviderAnswer {
  /// The HTTP status.
  let status: Int
  /// The headers.
  let headers: HTTPFields
  /// The body as JSON; `nil` for anything else.
  let value: JSONValue?
  /// The body as text.
  private let text: String
  private let key: APIKey?

  /// An answer, whose words are cleaned of the key.
  init(status: Int, headers: HTTPFields, body: Data, key: APIKey?) {
    self.status = status
    self.headers = headers
    self.key = key
    value = try? JSONValue(body)
    text = String(decoding: body.prefix(Self.longestText), as: UTF8.self)
  }

  /// Enough of a page to know it by.
  private static let longestText = 4096
  /// As much of a provider's words as a person will read.
  private static let longestWords = 300

  /// What the provider says, on one line; `nil` where it says nothing.
  var words: String? {
    let said =
      value.map { value in
        value.first(
          [
            "error.message", "error", "message", "msg", "detail", "fail_reason", "errorMessage",
            "reason",
          ], as: \.text)
      } ?? pageTitle ?? text
    let line = (said ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let clean = key?.redacted(line) ?? line
    return clean.isEmpty ? nil : String(clean.prefix(Self.longestWords))
  }

  /// The title of an HTML page, as a proxy answers with.
  private var pageTitle: String? {
    let start = text.drop(while: \.isWhitespace)
    guard start.first == "<" else { return nil }
    let title = text.firstMatch(of: /<title>([^<]*)<\/title>/.ignoresCase())?.output.1
    return "an HTML page" + (title.map { ": \($0)" } ?? "")
  }

  /// The provider's name for the exchange.
  var traceID: String? {
    let names = ["trace_id", "traceId", "request_id", "error.trace_id"]
    let headerNames = ["x-request-id", "x-trace-id", "x-oneapi-request-id", "cf-ray"]
    let told =
      value?.first(names, as: \.identifier)
      ?? headerNames.lazy.compactMap { HTTPField.Name($0).flatMap { headers[$0] } }.first
    return told.map { key?.redacted($0) ?? $0 }
  }

  /// The wait that the header `Retry-After` asks for, in seconds or up to a date.
  func retryAfter(now: Date = Date()) -> Duration? {
    guard let field = HTTPField.Name("Retry-After").flatMap({ headers[$0] }) else { return nil }
    if let seconds = Double(field) {
      return seconds.isFinite && seconds >= 0 ? .seconds(min(seconds, Self.longestWait)) : nil
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = formatter.date(from: field) else { return nil }
    return .seconds(min(max(0, date.timeIntervalSince(now)), Self.longestWait))
  }

  /// A day: whoever asks for more means "not today".
  private static let longestWait = 86_400.0

  /// The status that counts: the one inside the body where HTTP says that all is well.
  var effectiveStatus: Int {
    guard (200..<300).contains(status), let value else { return status }
    if case .integer(let code)? = value[member: "code"], code == 202 || (400..<600).contains(code) {
      return code
    }
    return status
  }

  /// Whether the provider says by itself that it is still at work.
  var isNotReady: Bool {
    effectiveStatus == 202 && value?[member: "task_id"] == nil && value?[member: "jobs"] == nil
  }
}
