import Foundation
import HTTPTypes
import Testing

@testable import RiffusionAPI

/// What a provider's answer means when it is no good one.
@Suite struct ClassificationTests {
  typealias Code = RiffusionError.Code

  /// An answer and what it means for an order.
  struct Case: Sendable, CustomTestStringConvertible {
    let status: Int
    let body: String
    let code: Code
    let isInDoubt: Bool
    let operation: RiffusionAPI.Operation

    init(
      _ status: Int, _ body: String, _ code: Code, inDoubt: Bool = false,
      to operation: RiffusionAPI.Operation = .extend
    ) {
      self.status = status
      self.body = body
      self.code = code
      isInDoubt = inDoubt
      self.operation = operation
    }

    var testDescription: String { "\(operation) \(status) \(body.prefix(60))" }
  }

  /// The messages of docs.musicapi.ai "error handling" and its sibling, to the letter.
  static let vendors: [Case] = [
    Case(400, message("The 'mv' field is invalid. ..."), .invalidRequest),
    Case(400, message("The 'make_instrumental' field should be boolean."), .invalidRequest),
    Case(
      400, message("The prompt character length should be less than 3000."), .invalidRequest),
    Case(400, message("description is required."), .invalidRequest, to: .lyrics),
    Case(
      400, message("name and continue_clip_id are required fields."), .invalidRequest),
    Case(400, message("task not found."), .unknownTask, to: .status),
    Case(400, message("missing task id."), .unknownTask, to: .status),
    Case(401, message("Authorization header is missing."), .authentication),
    Case(401, message("Invalid authorization format."), .authentication),
    Case(
      403,
      message(
        "The remaining credits are not enough. You can buy more one-time credit packs or "
          + "subscribe."), .quota),
    Case(403, message("You do not have an active subscription. ..."), .quota),
    Case(403, message("The lyrics format is invalid. ..."), .moderation),
    Case(
      403,
      message("The lyrics contain copyrighted content: '...'. Please use original lyrics."),
      .moderation),
    Case(
      403,
      message("The lyrics contain copyrighted content: 'my credit, my balance'. Please use ..."),
      .moderation),
    Case(403, message("The lyrics contain inappropriate content: '...'."), .moderation),
    Case(403, message("The song description needs moderation review."), .moderation),
    Case(403, message("Artist names are not allowed."), .moderation),
    Case(403, message("Producer tags are not allowed."), .moderation),
    Case(403, message("Forbidden"), .authentication),
    Case(403, "", .authentication),
    // What guards a server says nothing of the key.
    Case(403, "<html><title>Attention Required!</title></html>", .server),
    Case(403, "<html><title>Attention Required!</title></html>", .server, to: .status),
    Case(500, message("Internal Server Error."), .server, inDoubt: true),
    Case(
      504, message("Task failed due to timeout. Credits were previously refunded."),
      .generationFailed, to: .status),
    Case(504, message("Task failed due to timeout."), .server, inDoubt: true),
  ]

  /// The envelope and codes of AceDataCloud's specification, and that of OpenAI-like gateways.
  static let envelopes: [Case] = [
    Case(400, envelope("token_mismatched", "wrong"), .authentication),
    Case(400, envelope("no_token", "wrong"), .authentication),
    Case(400, envelope("bad_request", "model is invalid."), .invalidRequest),
    Case(401, envelope("invalid_token", "wrong"), .authentication),
    Case(403, envelope("used_up", "wrong"), .quota),
    Case(404, envelope("no_api", "wrong"), .retiredOperation),
    Case(404, envelope("no_api", "wrong"), .unknownTask, to: .status),
    Case(429, envelope("too_many_requests", "wrong"), .rateLimited),
    Case(500, envelope("api_error", "fetch failed"), .server, inDoubt: true),
    Case(
      429,
      #"{"error": {"message": "wrong", "type": "insufficient_quota", "code": null}}"#, .quota),
    Case(402, #"{"error": "pay"}"#, .quota),
  ]

  /// Statuses that need no words.
  static let statuses: [Case] = [
    Case(405, "", .retiredOperation), Case(410, #"{"message": "Gone"}"#, .retiredOperation),
    Case(410, "", .retiredOperation, to: .status), Case(408, "", .server, inDoubt: true),
    Case(409, "{}", .invalidRequest), Case(422, "{}", .invalidRequest),
    Case(429, "", .rateLimited), Case(502, "", .server, inDoubt: true),
    Case(502, "", .server, to: .status), Case(599, "", .server, inDoubt: true),
    Case(301, "", .refusedAddress), Case(307, "", .refusedAddress),
    Case(308, "", .refusedAddress),
    // Servers answer a POST that they have carried out with these.
    Case(302, "", .refusedAddress, inDoubt: true), Case(303, "", .refusedAddress, inDoubt: true),
    Case(302, "", .refusedAddress, to: .credits),
  ]

  /// HTTP says that all is well, the body does not.
  static let insideGoodOnes: [Case] = [
    Case(200, "", .unreadableAnswer, inDoubt: true),
    Case(200, "", .unreadableAnswer, to: .status),
    Case(204, "", .unreadableAnswer, inDoubt: true),
    Case(200, "<html><title>Sign in</title></html>", .unreadableAnswer, inDoubt: true),
    Case(200, #"{"jobs": [{"id": "a"}"#, .unreadableAnswer, inDoubt: true),
    Case(200, #"{"code": 500, "message": "boom"}"#, .server, inDoubt: true),
    Case(200, #"{"code": "500", "message": "boom"}"#, .server, inDoubt: true),
    Case(200, #"{"code": 401, "message": "no"}"#, .authentication),
    Case(200, #"{"code": 429, "message": "slow down"}"#, .rateLimited),
    Case(200, #"{"code": 400, "message": "task not found."}"#, .unknownTask, to: .status),
    Case(200, #"{"success": false, "error": {"code": "used_up", "message": "x"}}"#, .quota),
    Case(200, #"{"error": "The lyrics contain inappropriate content"}"#, .moderation),
    Case(200, #"{"is_flagged": true, "reason": "moderation"}"#, .moderation),
    // A failure of unknown kind tells nothing of what was charged.
    Case(200, #"{"error": {"message": "fetch failed"}}"#, .invalidRequest, inDoubt: true),
    Case(200, #"{"success": false}"#, .invalidRequest, inDoubt: true),
    Case(
      202, #"{"code": 202, "type": "not_ready", "error": "Task is still processing."}"#,
      .invalidRequest, inDoubt: true),
    Case(200, #"{"success": false, "error": "x"}"#, .generationFailed, to: .status),
    Case(200, #"{"state": "failed", "error": "x"}"#, .generationFailed, to: .status),
    // A gateway that fails says nothing of the song behind it.
    Case(200, #"{"error": {"message": "upstream request timeout"}}"#, .server, to: .status),
  ]

  @Test(arguments: vendors + envelopes + statuses + insideGoodOnes)
  func everyBadAnswerHasItsKind(example: Case) throws {
    let error = try #require(
      RiffusionError(Self.answer(example.status, example.body), to: example.operation))
    #expect(error.code == example.code)
    #expect(error.mayHaveBeenCharged == example.isInDoubt)
    #expect(error.subject == example.operation.rawValue)
    #expect(!error.detail.isEmpty)
  }

  @Test(arguments: [
    #"{"jobs": [{"id": "a"}]}"#, #"{"message": "success", "task_id": "t"}"#, "[]",
    #"{"code": 200, "data": []}"#, #"{"code": "success", "data": "task_x"}"#, #"{"credits": 5}"#,
    #"{"error": null, "task_id": "t"}"#, #"{"error": false, "results": []}"#,
    #"{"code": 1e300}"#, #"{"code": -9223372036854775808}"#, #"{"code": "nan"}"#,
  ])
  func aGoodAnswerIsNoError(body: String) {
    #expect(RiffusionError(Self.answer(200, body), to: .extend) == nil)
  }

  @Test(arguments: [
    (202, ""), (202, "{}"),
    (202, #"{"code": 202, "type": "not_ready", "error": "Task is still processing."}"#),
    (200, #"{"code": 202, "type": "not_ready", "error": "Task is still processing."}"#),
    (200, #"{"type": "not_ready", "error": "Task is still processing."}"#),
  ])
  func notReadyIsNoFailure(status: Int, body: String) {
    #expect(Self.answer(status, body).isNotReady)
  }

  @Test func anAcceptedOrderIsReady() {
    #expect(!Self.answer(202, #"{"task_id": "t"}"#).isNotReady)
    #expect(!Self.answer(202, #"{"jobs": [{"id": "a"}]}"#).isNotReady)
    #expect(!Self.answer(200, "{}").isNotReady)
  }

  @Test(arguments: [
    (#"{"error": {"message": "a"}, "message": "b"}"#, "a"),
    (#"{"error": "a\n  b", "message": "c"}"#, "a b"), (#"{"error": "", "msg": "c"}"#, "c"),
    (#"{"error": {"code": "x"}, "detail": "d"}"#, "d"), (#"{"fail_reason": "f"}"#, "f"),
    (#"{"errorMessage": "e"}"#, "e"), (#"{"detail": [{"msg": "m"}]}"#, "m"),
    (#"{"errors": [{"message": "m"}]}"#, "m"), ("plain words", "plain words"),
    (
      " \n<!doctype html><html><head><TITLE>502 Bad\nGateway</TITLE></head></html>",
      "an HTML page: 502 Bad Gateway"
    ),
    ("<html></html>", "an HTML page"), (#"{"errors": ["odd"]}"#, #"{"errors": ["odd"]}"#),
    ("red \u{1B}[31malert\u{7}", "red [31malert"),
  ])
  func theProvidersWordsAreFoundWhereverTheyStand(body: String, words: String) {
    #expect(Self.answer(500, body).words == words)
  }

  @Test func nothingSaidIsNoWords() {
    for body in ["", "   \n"] { #expect(Self.answer(500, body).words == nil) }
  }

  @Test func whatIsCompressedIsNotQuoted() {
    let answer = Self.answer(200, "\u{1F}\u{8B}odd", [.contentEncoding: "br"])
    #expect(answer.words == "a body compressed by br")
    #expect(Self.answer(500, #"{"error": "x"}"#, [.contentEncoding: "identity"]).words == "x")
  }

  @Test func wordsAreShortened() throws {
    let long = String(repeating: "x", count: 100_000)
    let accents = String(repeating: "\u{301}", count: 100_000)
    for body in [long, #"{"error": "\#(long)"}"#, "<title>\(long)</title>", "x" + accents] {
      #expect(try #require(Self.answer(500, body).words).unicodeScalars.count <= 300)
    }
    let trace = Self.answer(500, #"{"trace_id": "\#(long)"}"#).traceID
    #expect(try #require(trace).count <= 300)
  }

  @Test func theTraceIDIsInTheBodyOrAHeader() throws {
    #expect(Self.answer(500, #"{"trace_id": "t"}"#).traceID == "t")
    #expect(Self.answer(500, #"{"error": {"trace_id": "t"}}"#).traceID == "t")
    let name = try #require(HTTPField.Name("X-Request-Id"))
    #expect(Self.answer(500, "", [name: "h"]).traceID == "h")
    #expect(Self.answer(500, "").traceID == nil)
    let error = try #require(RiffusionError(Self.answer(500, "", [name: "h"]), to: .extend))
    #expect("\(error)".contains("HTTP 500; trace h"))
  }

  @Test func aQuestionThatIsNotAnsweredForWantOfCreditsOrdersNothingAnyway() throws {
    let answer = Self.answer(402, "")
    let order = try #require(RiffusionError(answer, to: .extend))
    #expect(order.detail.contains("nothing was ordered"))
    let question = try #require(RiffusionError(answer, to: .status))
    #expect(!question.detail.contains("ordered"))
  }

  /// RFC 9110, 10.2.3: seconds or a date; the rest is not to be believed.
  @Test(arguments: [
    ("0", Duration.zero), ("7", .seconds(7)), ("1.5", .milliseconds(1500)),
    ("Thu, 01 Jan 1970 00:00:20 GMT", .seconds(10)), ("Thu, 01 Jan 1970 00:00:05 GMT", .zero),
    ("1e300", .seconds(86_400)), ("99999999999999999999", .seconds(86_400)),
    ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(86_400)),
    ("-5", nil), ("nan", nil), ("inf", nil), ("soon", nil), ("", nil),
  ])
  func aWaitIsSecondsOrADate(field: String, wait: Duration?) {
    let answer = Self.answer(429, "", [.retryAfter: field])
    #expect(answer.headers.wait(now: Date(timeIntervalSince1970: 10)) == wait)
  }

  @Test func aWaitIsPartOfTheError() throws {
    let answer = Self.answer(429, "", [.retryAfter: "7"])
    let error = try #require(RiffusionError(answer, to: .status))
    #expect(error.retryAfter == .seconds(7))
    #expect("\(error)".contains("HTTP 429; wait 7 s"))
  }

  private static func answer(
    _ status: Int, _ body: String, _ headers: HTTPFields = [:]
  ) -> ProviderAnswer {
    ProviderAnswer(status: status, headers: headers, body: Data(body.utf8), key: nil)
  }

  private static func message(_ text: String) -> String { #"{"message": "\#(text)"}"# }

  private static func envelope(_ code: String, _ text: String) -> String {
    #"{"success": false, "error": {"code": "\#(code)", "message": "\#(text)"}, "trace_id": "r"}"#
  }
}
