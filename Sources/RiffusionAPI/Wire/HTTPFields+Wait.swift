import Foundation
import HTTPTypes

extension HTTPFields {
  /// The wait that the field `Retry-After` asks for, in seconds or up to a date (RFC 9110, 10.2.3).
  ///
  /// - Returns: At most a day; `nil` where there is no such field, and where it makes no sense.
  func wait(now: Date = Date()) -> Duration? {
    guard let field = self[.retryAfter] else { return nil }
    if let seconds = Double(field) {
      return seconds.isFinite && seconds >= 0 ? .seconds(Swift.min(seconds, Self.longest)) : nil
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = formatter.date(from: field) else { return nil }
    return .seconds(Swift.min(Swift.max(0, date.timeIntervalSince(now)), Self.longest))
  }

  /// A day: whoever asks for more means "not today".
  private static let longest = 86_400.0
}
