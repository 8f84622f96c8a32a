import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import RiffusionStandIn
import Testing

/// A client as plain as can be: bodies as text, answers as they come.
struct WireClient: Sendable {
  /// The server.
  let server: StandInServer
  /// The key that is sent; `nil` sends none.
  var key: String? = "stand-in"

  /// How long an answer may take: long enough for a machine that does much else.
  private static let patience = Duration.seconds(600)

  /// An answer, its body whole.
  struct Answer {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    /// The body as JSON: dictionaries, arrays, numbers and text.
    var json: Any? { try? JSONSerialization.jsonObject(with: Data(body)) }

    /// A member of a JSON object.
    subscript(name: String) -> Any? { (json as? [String: Any])?[name] }

    /// The elements of a JSON array of objects.
    var list: [[String: Any]] { json as? [[String: Any]] ?? [] }

    /// The ids of `jobs`.
    var jobs: [String] {
      (self["jobs"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
  }

  /// Sends a body of JSON.
  func post(_ path: String, _ body: String) async throws -> Answer {
    var request = HTTPClientRequest(url: server.baseURL + path)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: body))
    return try await answer(to: request)
  }

  /// Fetches a path, or a whole address.
  func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
    var request = HTTPClientRequest(
      url: path.hasPrefix("http") ? path : server.baseURL + path)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    return try await answer(to: request)
  }

  private func answer(to request: HTTPClientRequest) async throws -> Answer {
    var request = request
    if let key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
    let response = try await HTTPClient.shared.execute(request, timeout: .init(Self.patience))
    var headers: [String: String] = [:]
    for (name, value) in response.headers { headers[name.lowercased()] = value }
    let body = try await response.body.collect(upTo: 1 << 26)
    return Answer(
      status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
  }

  /// Looks at a path until a condition holds, and gives that answer.
  func poll(_ path: String, until isDone: (Answer) -> Bool) async throws -> Answer {
    let begin = ContinuousClock.now
    while true {
      let answer = try await get(path)
      if isDone(answer) { return answer }
      try #require(begin.duration(to: .now) < Self.patience, "\(path) was never done")
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The feed of songs once all are final.
  func finished(_ ids: [String]) async throws -> [[String: Any]] {
    let running: Set<String> = ["queued", "generating_audio", "process"]
    return try await poll("/riffusion/feed/\(ids.joined(separator: ","))") { answer in
      answer.list.count == ids.count
        && answer.list.allSatisfy { !running.contains($0["status"] as? String ?? "") }
    }.list
  }

  /// Two finished songs of the documents' first example; the first one's id and address.
  func song() async throws -> (id: String, url: String, duration: Double) {
    let jobs = try await post("/riffusion/generate", Examples.generate).jobs
    let songs = try await finished(jobs)
    let song = try #require(songs.first { $0["id"] as? String == jobs.first })
    return (
      try #require(jobs.first), try #require(song["audio_url"] as? String),
      try #require(song["duration"] as? Double)
    )
  }
}
