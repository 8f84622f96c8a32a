/// Something that goes wrong on purpose.
///
/// The names in a plan are the ones in quotation marks.
package enum Fault: Hashable, Sendable {
  /// "unauthorized": 401, as if the key were wrong.
  case unauthorized
  /// "quota": 402, or 403 with `status`, and words about credits. Nothing is charged.
  case quota(status: Int)
  /// "moderation": 403, or `status`, and words about the lyrics. Nothing is charged.
  case moderation(status: Int)
  /// "rate-limit": 429, with `Retry-After` when `seconds` are given. Nothing is charged.
  case rateLimit(seconds: Int?)
  /// "server-error": 500, or `status`. Nothing is charged.
  case serverError(status: Int)
  /// "retired": 410, or `status`: the operation is no longer offered.
  case retired(status: Int)
  /// "unknown": the task is not known: 404, in dialect B 400.
  case unknown
  /// "not-ready": 202. A submit is taken and charged, and answered in full under that status.
  case notReady
  /// "html": a page of HTML with status 200. A submit is taken and charged.
  case html
  /// "hang": no answer, for so many `seconds`, else until the client gives up; a submit is taken and
  /// charged. After the seconds the answer comes.
  case hang(seconds: Double?)
  /// "drop": the connection is closed without an answer; a submit is taken and charged.
  case drop
  /// "server-error-after-charge": 500, or `status`, though the request was taken and charged.
  case serverErrorAfterCharge(status: Int)

  /// "clamp-crop": an extend is cut at `seconds`, 180 if not given, when it asks for a later crop.
  case clampCrop(seconds: Double)
  /// "fail-song": song number `song`, 0 or 1, ends as failed; both without `song`.
  case failSong(Int?)
  /// "flag-song": likewise, taken back by the moderation.
  case flagSong(Int?)
  /// "stall": likewise, never ends.
  case stall(Int?)
  /// "one-song": the request makes one song rather than two.
  case oneSong

  /// "cut": the full length is declared, and the connection closed after `bytes`, a half if not
  /// given.
  case cut(bytes: Int?)
  /// "slow": comes in pieces of 16 KiB with `seconds` between them, 0.2 if not given.
  case slow(seconds: Double)
  /// "shorten": a healthy answer that holds the first `bytes` alone, a half if not given.
  case shorten(bytes: Int?)
  /// "wrong-length": `bytes` more are declared, 1000 if not given, than come before the close.
  case wrongLength(bytes: Int)
  /// "expired": 403, or `status`, in XML.
  case expired(status: Int)
  /// "redirect": 302 to the address `to`.
  case redirect(String)

  /// The fault that a rule of a plan names.
  ///
  /// - Returns: `nil` for a name that is none.
  init?(_ name: String, with details: FaultDetails) {
    switch name {
    case "unauthorized": self = .unauthorized
    case "quota": self = .quota(status: details.status ?? 402)
    case "moderation": self = .moderation(status: details.status ?? 403)
    case "rate-limit": self = .rateLimit(seconds: details.seconds.map { Int($0.rounded(.up)) })
    case "server-error": self = .serverError(status: details.status ?? 500)
    case "retired": self = .retired(status: details.status ?? 410)
    case "unknown": self = .unknown
    case "not-ready": self = .notReady
    case "html": self = .html
    case "hang": self = .hang(seconds: details.seconds)
    case "drop": self = .drop
    case "server-error-after-charge":
      self = .serverErrorAfterCharge(status: details.status ?? 500)
    case "clamp-crop": self = .clampCrop(seconds: details.seconds ?? 180)
    case "fail-song": self = .failSong(details.song)
    case "flag-song": self = .flagSong(details.song)
    case "stall": self = .stall(details.song)
    case "one-song": self = .oneSong
    case "cut": self = .cut(bytes: details.bytes)
    case "slow": self = .slow(seconds: details.seconds ?? 0.2)
    case "shorten": self = .shorten(bytes: details.bytes)
    case "wrong-length": self = .wrongLength(bytes: details.bytes ?? 1000)
    case "expired": self = .expired(status: details.status ?? 403)
    case "redirect": self = .redirect(details.to ?? "/media/moved.mp3")
    default: return nil
    }
  }

  /// The calls at which each fault can happen, by its name.
  static let names: [String: Set<ProviderCall>] = {
    let api = Set(ProviderCall.allCases).subtracting([.download])
    let paid: Set<ProviderCall> = [.submit, .upload, .lyrics]
    let all = Set(ProviderCall.allCases)
    return [
      "unauthorized": api, "quota": paid, "moderation": paid, "rate-limit": all,
      "server-error": all, "retired": api, "unknown": [.poll], "not-ready": [.submit, .poll],
      "html": all, "hang": all, "drop": all, "server-error-after-charge": paid,
      "clamp-crop": [.submit], "fail-song": [.submit], "flag-song": [.submit],
      "stall": [.submit], "one-song": [.submit], "cut": [.download], "slow": [.download],
      "shorten": [.download], "wrong-length": [.download], "expired": [.download],
      "redirect": [.download],
    ]
  }()

  /// The error that is answered instead of doing anything; `nil` for faults of other kinds.
  var refusal: Refusal? {
    switch self {
    case .unauthorized: .unauthorized("Invalid authorization format.")
    case .quota(let status): .quota(status: status)
    case .moderation(let status):
      Refusal(
        status: status, type: "content_policy",
        message: "The lyrics contain inappropriate content and need moderation review.")
    case .rateLimit(let seconds):
      Refusal(
        status: 429, type: "rate_limit_exceeded", message: "Too many requests.",
        retryAfter: seconds)
    case .serverError(let status):
      Refusal(status: status, type: "server_error", message: "Internal Server Error.")
    case .retired(let status):
      Refusal(status: status, type: "gone", message: "This operation is no longer available.")
    case .unknown: Refusal(status: 404, type: "not_found", message: "task not found.")
    default: nil
    }
  }

  /// How it lets a song of the job end.
  func ending(ofSong index: Int) -> Song.Ending? {
    switch self {
    case .failSong(let song): song == nil || song == index ? .failed : nil
    case .flagSong(let song): song == nil || song == index ? .flagged : nil
    case .stall(let song): song == nil || song == index ? .stalled : nil
    default: nil
    }
  }
}

/// A kind of call at which a fault can happen.
package enum ProviderCall: String, CaseIterable, Codable, Sendable {
  /// A request for songs.
  case submit
  /// A look at how jobs stand.
  case poll
  /// Audio brought to the provider.
  case upload
  /// A request for words.
  case lyrics
  /// A look at the credits.
  case credits
  /// Audio fetched.
  case download
}

/// The details that a rule may give with a fault; each fault says which it reads.
struct FaultDetails: Hashable, Sendable {
  var status: Int?
  var seconds: Double?
  var song: Int?
  var bytes: Int?
  var to: String?
}
