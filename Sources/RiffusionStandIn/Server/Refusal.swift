import HTTPTypes

/// A request that is answered with an error, before it has a dialect's form.
struct Refusal: Error, Hashable, Sendable {
  /// The HTTP status.
  let status: Int
  /// A word for the kind of error, as the dialects have one.
  let type: String
  /// What is wrong, in words.
  let message: String
  /// What `Retry-After` says, in seconds.
  var retryAfter: Int?

  /// A request that cannot be understood.
  static func invalid(_ message: String) -> Refusal {
    Refusal(status: 400, type: "invalid_request_error", message: message)
  }

  /// A key that is missing or wrong.
  static func unauthorized(_ message: String) -> Refusal {
    Refusal(status: 401, type: "unauthorized", message: message)
  }

  /// Credits that do not suffice.
  static func quota(status: Int) -> Refusal {
    Refusal(
      status: status, type: "insufficient_quota",
      message: "The remaining credits are not enough. Buy more, or subscribe.")
  }
}
