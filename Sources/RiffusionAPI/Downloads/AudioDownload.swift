import Foundation
import HTTPTypes

/// Fetches one audio file, over as many connections as it takes.
///
/// A connection that is cut is taken up again where it ended (RFC 9110, 14: `Range` with
/// `If-Range`). No credential goes along, and every hop of a redirect is judged anew.
struct AudioDownload {
  let address: AudioAddress
  let transport: any Transport
  let reach: TransportRequest.Reach
  let rules: DownloadRules
  let time: Timekeeper

  /// Redirects that are followed at most.
  private static let mostRedirects = 5

  /// What one connection came to.
  private enum Attempt {
    /// The file is whole.
    case whole
    /// The connection ended before the file did, or the server asks for patience.
    case again(RiffusionError)
  }

  /// Fetches the file into a folder.
  func run(
    into folder: URL, reporting progress: AsyncStream<DownloadProgress>.Continuation?
  ) async throws -> DownloadedAudio {
    let file = try PartialFile(in: folder)
    var waits = RetrySchedule(
      first: rules.firstWait, cap: rules.longestWait, generator: SystemRandomNumberGenerator())
    var fruitless = 0
    var validator: String?
    let start = time.now()
    while true {
      let before = file.byteCount
      switch try await attempt(file, validator: &validator, reporting: progress) {
      case .whole:
        guard let kind = AudioKind(head: file.head) else { throw notAudio(file.head) }
        return try file.keep(as: kind)
      case .again(let error):
        fruitless = file.byteCount > before ? 0 : fruitless + 1
        guard fruitless < rules.fruitlessAttempts else { throw error }
        let wait = max(waits.next() ?? .zero, error.retryAfter ?? .zero)
        guard time.now() - start + wait < rules.deadline else {
          throw failure(.deadline, "not done within \(rules.deadline.inSeconds)")
        }
        try await time.sleep(wait)
      }
    }
  }

  /// One connection.
  private func attempt(
    _ file: PartialFile, validator: inout String?,
    reporting progress: AsyncStream<DownloadProgress>.Continuation?
  ) async throws -> Attempt {
    let answer: TransportResponse
    do {
      answer = try await followingRedirects(from: file.byteCount, validator: validator)
    } catch let error as TransportFailure {
      return .again(failure(.transport, error.reason))
    }
    switch answer.status {
    case 206 where file.byteCount > 0 && answer.rangeStart == file.byteCount: break
    case 200..<300: try file.restart()
    case 416 where file.byteCount > 0:
      try file.restart()
      return .again(failure(.server, "the server lost its place", answer))
    case 408, 425, 429, 500...: return .again(failure(.server, "the server failed", answer))
    case 401, 403, 404, 410:
      throw failure(.expired, "the address has expired; ask for the song's status anew", answer)
    default: throw failure(.server, "the server does not hand it out", answer)
    }
    validator = answer.validator ?? validator
    let total = answer.length.map { file.byteCount + $0 }
    if let total { try requireSize(total) }
    do {
      for try await piece in answer.body {
        try file.append(piece)
        try requireSize(file.byteCount)
        if file.byteCount >= AudioKind.headLength, AudioKind(head: file.head) == nil {
          throw notAudio(file.head)
        }
        progress?.yield(DownloadProgress(received: file.byteCount, total: total))
      }
    } catch let error as RiffusionError {
      throw error
    } catch {
      try Task.checkCancellation()
      return .again(failure(.transport, "the connection was cut: \(error)"))
    }
    guard let total else { return .whole }
    if file.byteCount < total {
      return .again(failure(.transport, "\(file.byteCount) of \(total) bytes came"))
    }
    return .whole
  }

  private func followingRedirects(
    from offset: Int, validator: String?
  ) async throws -> TransportResponse {
    var address = address
    for _ in 0...Self.mostRedirects {
      var request = TransportRequest(
        url: address.url, headers: [.userAgent: RiffusionClient.userAgent], reach: reach)
      if offset > 0 {
        request.headers[.range] = "bytes=\(offset)-"
        request.headers[.ifRange] = validator
      }
      let answer = try await transport.send(request)
      guard (300..<400).contains(answer.status), let target = answer.headers[.location] else {
        return answer
      }
      guard let next = address.redirected(to: target) else {
        throw RiffusionError(
          code: .refusedAddress, subject: Operation.download.rawValue,
          detail: "the server redirects to what is no http address", status: answer.status)
      }
      address = next
    }
    throw failure(.refusedAddress, "more than \(Self.mostRedirects) redirects")
  }

  private func requireSize(_ byteCount: Int) throws(RiffusionError) {
    guard byteCount <= rules.largestFile else {
      throw failure(.tooLarge, "more than \(rules.largestFile) bytes are no song")
    }
  }

  private func notAudio(_ head: [UInt8]) -> RiffusionError {
    let start = String(decoding: head, as: UTF8.self).drop(while: \.isWhitespace)
    return start.hasPrefix("<") || start.hasPrefix("{")
      ? failure(.expired, "a page came in place of audio; ask for the song's status anew")
      : failure(.notAudio, head.isEmpty ? "an empty file came" : "what came is no audio file")
  }

  private func failure(
    _ code: RiffusionError.Code, _ detail: String, _ answer: TransportResponse? = nil
  ) -> RiffusionError {
    let wait = answer?.headers[.retryAfter].flatMap { Double($0) }
      .flatMap { $0.isFinite && $0 >= 0 ? Duration.seconds(min($0, 3600)) : nil }
    return RiffusionError(
      code: code, subject: Operation.download.rawValue, detail: "\(detail): \(address.shown)",
      status: answer?.status, retryAfter: wait)
  }
}

extension TransportResponse {
  /// Where the part that comes starts, by `Content-Range: bytes 100-199/200`.
  fileprivate var rangeStart: Int? {
    guard let field = headers[.contentRange], field.hasPrefix("bytes ") else { return nil }
    return Int(field.dropFirst(6).prefix(while: \.isNumber))
  }

  /// How many bytes come.
  fileprivate var length: Int? {
    headers[.contentLength].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// What tells that the file is still the same one: a strong tag, or its date.
  fileprivate var validator: String? {
    if let tag = headers[.eTag], !tag.hasPrefix("W/") { return tag }
    return headers[.lastModified]
  }
}
