/// A line that tells of a song and has the form of it: a credit, a copyright, an address.
enum PageNote {
  /// An address, or what a page of lyrics offers.
  case offer
  /// A copyright, or how many wrote the lyrics down.
  case imprint
  /// A credit with a colon behind its label.
  case credit
  /// A credit, a copyright or an offer in words that may be a line of a song as well, `Written by Ann
  /// Lee`.
  case doubtful

  /// Reads a line.
  ///
  /// - Returns: `nil` for one that may be sung, for all that its form tells.
  init?(_ line: some StringProtocol) {
    let line = Substring(line.trimmed)
    if Self.isOffer(line) {
      self = .offer
    } else if Self.isImprint(line) {
      self = .imprint
    } else if let colon = line.firstIndex(where: { ":：".contains($0) }),
      CreditNames.areKnown(line[..<colon])
    {
      self = .credit
    } else if Self.namesMakers(line) || Self.isAside(line.lowercased()) {
      self = .doubtful
    } else {
      return nil
    }
  }

  /// Whether it cannot be sung wherever it stands.
  var isNeverSung: Bool { self == .offer || self == .imprint }
  /// Whether it can be told from a sung line without its neighbours.
  var isClear: Bool { self != .doubtful }
  /// Whether it says who made the song or how it is played, as what stands below a title does.
  var isCredit: Bool { self != .offer }

  private static func isOffer(_ line: Substring) -> Bool {
    if line.contains("://") { return true }
    return switch line.first {
    case "w": line.hasPrefix("www.") && !line.contains(" ")
    case "Y": line == "You might also like"
    case "G": line.hasPrefix("Get tickets as low as $")
    case "S": line.hasPrefix("See ") && line.hasSuffix(" Live")
    default: false
    }
  }

  private static func isImprint(_ line: Substring) -> Bool {
    if line.contains("©") || line.contains("℗") { return true }
    guard line.first?.isNumber ?? false else { return false }
    return line.prefixMatch(of: #/\d+ Contributors?|[\d.]+K?Embed$/#) != nil
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
