extension RiffusionError {
  /// What an answer means that is not a good one.
  ///
  /// Providers use one status for many things, so their words decide where they must: out of
  /// credits and out of favour are both 403, an unknown task is 400.
  ///
  /// - Returns: `nil` for an answer that says nothing bad.
  init?(_ answer: ProviderAnswer, to operation: Operation) {
    guard let code = Code(answer, to: operation) else { return nil }
    let status = answer.effectiveStatus
    let isUnsure = Self.mayHideSuccess(status: status, code)
    self.init(
      code: code, subject: operation.rawValue, detail: Self.advice(code, operation: operation),
      status: status, providerWords: answer.words, traceID: answer.traceID,
      mayHaveBeenCharged: operation.isPaid && isUnsure, retryAfter: answer.retryAfter)
  }

  /// That a provider does not know these songs; `nil` without any.
  init?(unknown ids: [String]) {
    guard !ids.isEmpty else { return nil }
    self.init(
      code: .unknownTask, subject: ids.joined(separator: ", "),
      detail: Self.advice(.unknownTask, operation: .status))
  }

  /// Whether an order that is answered so may have been carried out: a gateway's failure tells
  /// nothing of what happened behind it, 302 and 303 are how forms are answered that were taken, and
  /// a good status with a bad word of unknown kind says both.
  private static func mayHideSuccess(status: Int, _ code: Code) -> Bool {
    switch status {
    case 500..., 408, 302, 303: true
    case 200..<300: code == .unreadableAnswer || code == .invalidRequest
    default: false
    }
  }

  /// What the user can do.
  static func advice(_ code: Code, operation: Operation) -> String {
    switch code {
    case .authentication: "the key was refused: set SEGUE_API_KEY to the key of this provider"
    case .quota:
      operation.isPaid
        ? "there are no credits left for this; nothing was ordered"
        : "the provider does not answer without credits"
    case .moderation:
      operation == .status
        ? "the provider holds the song back; other lyrics or styles may pass"
        : "the provider will not make this; other lyrics or styles may pass"
    case .invalidRequest: "the provider does not take this request"
    case .unknownTask:
      "the provider does not know this id; it may belong to another provider, or "
        + "be so new that it is known in a while"
    case .retiredOperation: "this provider does not offer it, or no longer"
    case .rateLimited: "too many requests; wait a while"
    case .generationFailed: "the song could not be made"
    case .refusedAddress: "the API sends us to another address; give the right one with --base-url"
    case .unreadableAnswer: "the answer is not what the API's documents promise"
    default: "the provider failed"
    }
  }
}

extension RiffusionError.Code {
  fileprivate init?(_ answer: ProviderAnswer, to operation: Operation) {
    let said = answer.signs
    func saysAny(_ signs: [String]) -> Bool { signs.contains(where: said.contains) }
    let isAboutMoney = saysAny(Self.moneySigns)
    let isAboutContent = Self.isAboutContent(said)

    switch answer.effectiveStatus {
    case 200..<300:
      guard let value = answer.value else {
        self = .unreadableAnswer
        return
      }
      if value[member: "is_flagged"] == true, value[member: "id"] == nil {
        self = .moderation
      } else if value[member: "success"] == false || Self.isBareError(value) {
        self =
          isAboutContent
          ? .moderation
          : isAboutMoney
            ? .quota : operation == .status ? Self(ofStatus: value) : .invalidRequest
      } else {
        return nil
      }
    case 300..<400: self = .refusedAddress
    case 401: self = .authentication
    case 402: self = .quota
    // What is quoted from lyrics may speak of money too, so content comes first.
    case 403 where answer.isPage: self = .server
    case 403: self = isAboutContent ? .moderation : isAboutMoney ? .quota : .authentication
    case 404, 405: self = operation == .status ? .unknownTask : .retiredOperation
    case 410: self = .retiredOperation
    case 408: self = .server
    case 429: self = isAboutMoney ? .quota : .rateLimited
    case 400..<500:
      self =
        saysAny(["task not found", "missing task id"])
        ? .unknownTask
        : saysAny(["no_token", "token_mismatched", "invalid_token", "token_expired"])
          ? .authentication : isAboutContent ? .moderation : .invalidRequest
    default:
      self = operation == .status && saysAny(["task failed"]) ? .generationFailed : .server
    }
  }

  /// What a bad answer to a question means: only one that says so is about the song itself, and
  /// any other may be a gateway's, which knows nothing of it.
  private init(ofStatus value: JSONValue) {
    self = SongReading.failedTask("", in: value) == nil ? .server : .generationFailed
  }

  /// An object that holds an error and nothing to work with.
  private static func isBareError(_ value: JSONValue) -> Bool {
    guard let error = value[member: "error"], error != .null, error != false else { return false }
    return ["data", "jobs", "task_id", "id", "response"].allSatisfy { value[member: $0] == nil }
  }

  /// Words about credits, from the error pages of the vendors.
  private static let moneySigns = [
    "credit", "subscription", "balance", "used_up", "quota", "billing", "payment",
  ]
  /// Whether a provider's words, in lower case, are about what is sung or asked for.
  fileprivate static func isAboutContent(_ words: String) -> Bool {
    contentSigns.contains(where: words.contains)
  }

  /// Words about what is sung, from the same pages.
  private static let contentSigns = [
    "copyright", "inappropriate", "moderation", "flagged", "artist", "producer tag",
    "lyrics format", "lyrics contain", "sensitive",
  ]
}

extension Song {
  /// Why there is no song; `nil` for one that is there or under way.
  ///
  /// Some providers say of a song that they hold back only that it failed; their words tell.
  public var error: RiffusionError? {
    let words = failure ?? stateWord
    let code: RiffusionError.Code
    switch state {
    case .waiting, .running, .succeeded: return nil
    case .failed where !RiffusionError.Code.isAboutContent((words ?? "").lowercased()):
      code = .generationFailed
    case .failed, .flagged: code = .moderation
    }
    return RiffusionError(
      code: code, subject: id, detail: RiffusionError.advice(code, operation: .status),
      providerWords: words)
  }
}
