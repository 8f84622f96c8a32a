import Foundation
import HTTPTypes

/// Fetches one audio file, over as many connections as it takes.
///
/// A connection that is cut is taken up again where it ended (RFC 9110, 14: `Range` with
/// `If-Range`). No credential goes along, and every hop of a redirect is judged anew.
struct AudioDownload {
  /// Where the file is.
  let address: AudioAddress
  /// What carries the requests.
  let transport: any Transport
  /// Which machines they may go to, at every hop.
  let reach: TransportRequest.Reach
  /// The limits.
  let rules: DownloadRules
  /// What waits are measured by.
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
  ///
  /// The deadline bounds all of it, also a body that comes byte by byte and never ends.
  ///
  /// - Throws: `RiffusionError`, `CancellationError`; what was fetched so far is removed.
  func run(
    into folder: URL, reporting progress: AsyncStream<DownloadProgress>.Continuation?
  ) async throws -> DownloadedAudio {
    let audio = try await time.within(rules.deadline) { [self] in
      try await fetch(into: folder, reporting: progress)
    }
    guard let audio else { throw late }
    return audio
  }

  private func fetch(
    into folder: URL, reporting progress: AsyncStream<DownloadProgress>.Continuation?
  ) async throws -> DownloadedAudio {
    let file = try PartialFile(in: folder)
    var waits = RetrySchedule(
      first: rules.firstWait, cap: rules.longestWait, generator: SystemRandomNumberGenerator())
    var fruitless = 0
    var mostBytes = 0
    var version: FileVersion?
    let start = time.now()
    while true {
      switch try await attempt(file, version: &version, reporting: progress) {
      case .whole:
        guard let kind = AudioKind(head: file.head) else { throw notAudio(file.head) }
        return try file.keep(as: kind)
      case .again(let error):
        // Beginning anew and ending as early is no gain.
        fruitless = file.byteCount > mostBytes ? 0 : fruitless + 1
        mostBytes = max(mostBytes, file.byteCount)
        guard fruitless < rules.fruitlessAttempts else { throw error }
        let wait = max(waits.next() ?? .zero, error.retryAfter ?? .zero)
        guard time.now() - start + wait < rules.deadline else { throw late }
        try await time.sleep(wait)
      }
    }
  }

  /// One connection.
  private func attempt(
    _ file: PartialFile, version: inout FileVersion?,
    reporting progress: AsyncStream<DownloadProgress>.Continuation?
  ) async throws -> Attempt {
    // Without something that tells versions apart, what is there may be of another one.
    if version?.validator == nil { try file.restart() }
    let answer: TransportResponse
    do {
      answer = try await followingRedirects(
        from: file.byteCount, validator: version?.validator)
    } catch let error as TransportFailure {
      return .again(failure(.transport, error.reason))
    }
    let told: FileVersion
    switch answer.status {
    case 206:
      guard let range = answer.range, range.start == file.byteCount else {
        return try anew(file, "the server sends another part than was asked for", answer)
      }
      told = FileVersion(
        validator: answer.validator,
        byteCount: range.total ?? answer.length.map { sum(file.byteCount, $0) })
      guard file.byteCount == 0 || version?.continues(in: told) == true else {
        return try anew(file, "the file has changed on the server", answer)
      }
    case 200..<300:
      try file.restart()
      told = FileVersion(validator: answer.validator, byteCount: answer.length)
    case 416 where file.byteCount > 0:
      return try anew(file, "the server lost its place", answer)
    case 408, 425, 429, 500...: return .again(failure(.server, "the server failed", answer))
    // Google's storage answers 400 to a signature whose time is over.
    case 400, 401, 403, 404, 410:
      throw failure(
        .expired, "nothing is there, or no longer; a song's status tells a fresh address", answer)
    default: throw failure(.server, "the server does not hand it out", answer)
    }
    version = told
    let total = told.byteCount
    if let total { try requireSize(total) }
    do {
      for try await piece in answer.body {
        try requireSize(sum(file.byteCount, piece.count))
        try file.append(piece)
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
    try Task.checkCancellation()
    guard let total, file.byteCount != total else { return .whole }
    return file.byteCount < total
      ? .again(failure(.transport, "\(file.byteCount) of \(total) bytes came"))
      : try anew(file, "more than \(total) bytes came")
  }

  /// Forgets what is there: it cannot be gone on with.
  private func anew(
    _ file: PartialFile, _ reason: String, _ answer: TransportResponse? = nil
  ) throws(RiffusionError) -> Attempt {
    try file.restart()
    return .again(failure(.server, reason, answer))
  }

  /// What a server may say is no number to trust.
  private func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  private var late: RiffusionError {
    failure(.deadline, "not done within \(rules.deadline.inSeconds)")
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
      ? failure(.expired, "a page came in place of audio; a song's status tells a fresh address")
      : failure(.notAudio, head.isEmpty ? "an empty file came" : "what came is no audio file")
  }

  private func failure(
    _ code: RiffusionError.Code, _ detail: String, _ answer: TransportResponse? = nil
  ) -> RiffusionError {
    RiffusionError(
      code: code, subject: Operation.download.rawValue, detail: "\(detail): \(address.shown)",
      status: answer?.status, retryAfter: answer?.headers.wait())
  }
}
