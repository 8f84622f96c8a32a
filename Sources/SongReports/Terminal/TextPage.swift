/// Lines of text under headings, none wider than a terminal.
struct TextPage {
  /// How wide a line may be, in columns: the width that every terminal has.
  static let width = 80

  /// The column in which what belongs to a heading starts.
  static let indent = 12

  /// The style of headings and of what is put in.
  let style: TextStyle

  /// The lines so far.
  private(set) var lines: [String] = []

  /// An empty page.
  init(style: TextStyle) { self.style = style }

  /// Adds a line as it is.
  mutating func add(_ line: String) { lines.append(line) }

  /// Adds a heading with the first of its lines beside it, and the others below.
  mutating func add(_ heading: String, _ content: [String]) {
    for (number, line) in content.enumerated() {
      let head = (number == 0 ? heading : "").fitted(to: Self.indent)
      lines.append((number == 0 ? style(.strong, head) : head) + line)
    }
  }

  /// Adds a row of a list: a left part, and words that are wrapped beside it.
  mutating func add(row left: String, columns: Int, words: String) {
    let rows = words.wrapped(to: Self.width - columns)
    lines.append(left + (rows.first ?? ""))
    lines += rows.dropFirst().map { String(repeating: " ", count: columns) + $0 }
  }

  /// The page, with a line break after every line, and no spaces before it.
  var text: String {
    lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
