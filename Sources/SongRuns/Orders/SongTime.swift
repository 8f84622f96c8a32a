/// A time in a song, as a user writes it: seconds, or minutes and seconds.
///
/// `118.932608` and `1:58.932608` are the same time.
package struct SongTime: Hashable, Sendable {
  /// The time, in seconds from the start of the song; not negative, and at most a thousand million.
  package let seconds: Double

  /// Reads a time; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Self.number(String($0)) }
    guard numbers.count == parts.count else { return nil }
    switch numbers.count {
    case 1: seconds = numbers[0]
    case 2 where numbers[1] < 60 && !parts[0].contains("."): seconds = numbers[0] * 60 + numbers[1]
    default: return nil
    }
    guard seconds <= Self.longest else { return nil }
  }

  /// Ours: 31 years, far beyond any song; counted in frames it is still a number of 64 bits.
  private static let longest = 1e9

  /// Digits, and perhaps a point with more of them.
  private static func number(_ text: String) -> Double? {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    return isPlain && text.first?.isNumber == true ? Double(text) : nil
  }
}
