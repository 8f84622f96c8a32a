import Foundation
import HTTPTypes

/// A provider's whole answer, and what it means if it is no good one.
struct ProviderAnswer {
  /// The HTTP status.
  let status: Int
  /// The headers.
  let headers: HTTPFields
  /// The body as JSON, mended where it is not quite that; `nil` for anything else.
  let value: JSONValue?
  private let body: Data
  private let key: APIKey?

  /// An answer, whose words are cleaned of the key.
  init(status: Int, headers: HTTPFields, body: Data, key: APIKey?) {
    self.status = status
    self.headers = headers
    self.body = body
    self.key = key
    value = JSONValue(mending: body)
  }

  /// As much of a provider's words as a person will read, in scalars, of which one character may
  /// have any number.
  private static let longestWords = 300

  /// The body as text, whatever it is.
  private var text: String { String(decoding: body, as: UTF8.self) }

  /// What the provider says, on one line; `nil` where it says nothing.
  var words: String? { shown(message ?? text) }

  /// The songs of the answer; what is said of them is cleaned like all words.
  var songs: [Song] {
    value.map(SongReading.songs)?.map(cleaned) ?? []
  }

  /// What the answer says of a task that has failed as a whole.
  func failedTask(_ id: String) -> Song? {
    value.flatMap { SongReading.failedTask(id, in: $0) }.map(cleaned)
  }

  /// All that may tell what kind of failure it is: the message, and words meant for programs, in
  /// lower case.
  var signs: String {
    let codes = ["error.code", "error.type", "code", "type"].compactMap {
      value?[member: $0]?.text
    }
    let said = value == nil ? words : message
    return (codes + [said].compactMap(\.self)).joined(separator: " ").lowercased()
  }

  /// What is meant for a person to read.
  private var message: String? {
    guard let value else { return coding.map { "a body compressed by \($0)" } ?? pageTitle }
    let faults = ["errors", "detail"].lazy.compactMap { value[member: $0]?.elements?.first }
    return Self.message(in: value) ?? faults.compactMap(Self.message).first
  }

  private static func message(in value: JSONValue) -> String? {
    value.first(
      [
        "error.message", "error", "message", "msg", "detail", "fail_reason", "errorMessage",
        "reason", "response.error.message",
      ], as: \.nonBlankText)
  }

  /// How the body is compressed, though that was not asked for, and so that nobody here can read it.
  private var coding: String? {
    headers[.contentEncoding].flatMap { Self.readableCodings.contains($0) ? nil : $0 }
  }

  /// None, and those that the transport undoes.
  private static let readableCodings: Set = ["", "identity", "gzip", "deflate"]

  /// Whether it is a page in place of JSON, as a proxy answers with.
  var isPage: Bool { value == nil && text.drop(while: \.isWhitespace).first == "<" }

  /// The title of an HTML page.
  private var pageTitle: String? {
    guard isPage else { return nil }
    let title = text.firstMatch(of: /<title>([^<]*)<\/title>/.ignoresCase())?.output.1
    return "an HTML page" + (title.map { ": \($0)" } ?? "")
  }

  /// A text of the provider's as it may be shown: without the key, on one line, without characters
  /// that move a cursor, and shortened last, so that no part of a key is left at its end.
  private func shown(_ text: String) -> String? {
    let clean = key?.redacted(text) ?? text
    let parts = clean.split { character in
      character.isWhitespace
        || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    let line = parts.joined(separator: " ")
    return line.isEmpty ? nil : String(line.unicodeScalars.prefix(Self.longestWords))
  }

  private func cleaned(_ song: Song) -> Song {
    var song = song
    song.stateWord = song.stateWord.flatMap(shown)
    song.failure = song.failure.flatMap(shown)
    for field in [\Song.title, \.lyrics, \.tags, \.model, \.audioURL, \.imageURL] {
      song[keyPath: field] = song[keyPath: field].map(withoutKey)
    }
    return song
  }

  /// A text or an address of a song's, which is kept, printed and followed.
  private func withoutKey(_ text: String) -> String {
    guard let key, key.isUnlikeWords else { return text }
    return key.redacted(text)
  }

  /// The provider's name for the exchange.
  var traceID: String? {
    let names = ["trace_id", "traceId", "request_id", "error.trace_id"]
    let headerNames = ["x-request-id", "x-trace-id", "x-oneapi-request-id", "cf-ray"]
    let told =
      value?.first(names, as: \.identifier)
      ?? headerNames.lazy.compactMap { HTTPField.Name($0).flatMap { headers[$0] } }.first
    return told.flatMap(shown)
  }

  /// The wait that the header `Retry-After` asks for.
  var retryAfter: Duration? { headers.wait() }

  /// The status that counts: the one inside the body where HTTP says that all is well.
  var effectiveStatus: Int {
    guard (200..<300).contains(status), let value else { return status }
    let code = value[member: "code"]?.amount.flatMap { Int(exactly: $0) } ?? status
    return code == 202 || (400..<600).contains(code) ? code : status
  }

  /// Whether the provider says by itself that it is still at work.
  var isNotReady: Bool {
    let isTold = (200..<300).contains(status) && value?[member: "type"] == "not_ready"
    return (effectiveStatus == 202 || isTold) && value?[member: "task_id"] == nil
      && value?[member: "jobs"] == nil
  }
}
