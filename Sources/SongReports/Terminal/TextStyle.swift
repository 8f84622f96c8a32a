/// How text stands out on a terminal, if at all.
package struct TextStyle: Hashable, Sendable {
  /// Whether escape sequences are written; without, the text is plain.
  package let hasColour: Bool

  /// A style for a terminal, or for a file.
  package init(hasColour: Bool) { self.hasColour = hasColour }

  /// No escape sequences: for files, pipes and tests.
  package static let plain = TextStyle(hasColour: false)

  /// A way for a piece of text to stand out: a parameter of SGR, ECMA-48 (1991), 8.3.117.
  enum Emphasis: Int {
    /// What a person looks for first.
    case strong = 1
    /// What only leads to something else.
    case faint = 2
    /// What is wrong, in red.
    case bad = 31
    /// What is as it should be, in green.
    case good = 32
    /// What is not sure, in yellow.
    case doubtful = 33
    /// What is under way, in cyan.
    case marked = 36
  }

  /// The text in an emphasis, or as it is.
  func callAsFunction(_ emphasis: Emphasis, _ text: String) -> String {
    hasColour ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }
}
