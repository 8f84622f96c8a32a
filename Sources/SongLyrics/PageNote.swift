/// A line that tells of a song and has the form of it: a credit, a copyright, an address.
struct PageNote {
  /// Whether it cannot be sung wherever it stands.
  let isNeverSung: Bool
  /// Whether it can be told from a sung line without its neighbours; `Written by Ann Lee` cannot.
  let isClear: Bool
  /// Whether it says who made the song or how it is played, as what stands below a title does.
  let isCredit: Bool

  /// Reads a line.
  ///
  /// - Returns: `nil` for one that may be sung, for all that its form tells.
  init?(_ line: some StringProtocol) {
    let line = Substring(line.trimmed)
    if Self.isNeverSung(line) {
      (isNeverSung, isClear) = (true, true)
      isCredit = !line.contains("://") && line.first.map { !"wYGS".contains($0) } ?? false
    } else if let colon = line.firstIndex(where: { ":：".contains($0) }),
      CreditNames.areKnown(line[..<colon])
    {
      (isNeverSung, isClear, isCredit) = (false, true, true)
    } else if Self.namesMakers(line) || Self.isAside(line.lowercased()) {
      (isNeverSung, isClear, isCredit) = (false, false, true)
    } else {
      return nil
    }
  }

  /// Whether a line is an address, a copyright, or what a page of lyrics counts and offers.
  private static func isNeverSung(_ line: Substring) -> Bool {
    if line.contains("©") || line.contains("℗") || line.contains("://") { return true }
    return switch line.first {
    case "w": line.hasPrefix("www.") && !line.contains(" ")
    case "Y": line == "You might also like"
    case "G": line.hasPrefix("Get tickets as low as $")
    case "S": line.wholeMatch(of: #/See .+ Live/#) != nil
    case let first? where first.isNumber:
      line.prefixMatch(of: #/\d+ Contributors?|[\d.]+K?Embed$/#) != nil
    default: false
    }
  }

  /// Whether a line is a credit without a colon, `Words and music by Ann Lee`: a known label, and
  /// names.
  private static func namesMakers(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    guard let by = words.firstIndex(where: { $0.lowercased() == "by" }), by + 1 < words.count,
      CreditNames.areKnown(line[..<words[by].startIndex])
    else { return false }
    return words[(by + 1)...].allSatisfy { word in
      word.first.map { !$0.isLetter || !$0.isLowercase } ?? true
        || ["and", "feat.", "ft.", "de", "da", "van", "von", "der", "la"].contains(word)
    }
  }

  /// Whether a line, in lower case, is what pages put around lyrics but might be a line of a song.
  private static func isAside(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    let isCopyright = words.first == "copyright" || words.first == "(c)"
    let isForPlayers = words.first == "capo" || words.first == "capo:" || words.first == "tuning"
    let isOffer = ["lyrics licensed ", "lyrics provided ", "lyrics powered "].contains {
      line.hasPrefix($0)
    }
    return isOffer || (isCopyright || isForPlayers) && line.contains(where: \.isNumber)
      || ["embed", "lyrics", "lyrics:", "submit corrections"].contains(line)
      || line.hasPrefix("all rights reserved")
  }
}
