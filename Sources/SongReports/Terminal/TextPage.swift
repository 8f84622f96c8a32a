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

  /// Adds a heading with words beside it, on at most so many lines.
  mutating func add(_ heading: String, wrapped words: String, limit: Int) {
    let width = Self.width - Self.indent
    let lines = words.wrapped(to: width)
    var kept = Array(lines.prefix(limit))
    if lines.count > limit, let last = kept.popLast() {
      // Words give way to the sign that there are more; a single long one is cut below.
      kept.append((last.wrapped(to: width - 2).first ?? "") + " …")
    }
    add(heading, kept.map { $0.columns > width ? $0.fitted(to: width) : $0 })
  }

  /// Adds a row of a list: a left part, and words that are wrapped beside it.
  mutating func add(row left: String, columns: Int, words: String) {
    let rows = words.wrapped(to: Self.width - columns)
    lines.append(left + (rows.first ?? ""))
    lines += rows.dropFirst().map { String(repeating: " ", count: columns) + $0 }
  }

  /// Adds a row for each of the first elements, and how many there are besides.
  ///
  /// A person wants to see the start of a long list; programs read all of it in the JSON.
  mutating func add<Element>(
    firstOf elements: [Element], limit: Int, row: (inout TextPage, Element) -> Void
  ) {
    for element in elements.prefix(limit) { row(&self, element) }
    guard elements.count > limit else { return }
    add(style(.faint, "    and \(elements.count - limit) more, all in --format json"))
  }

  /// How many suggestions of a kind are shown: our choice, for nobody goes on from the sixth best.
  static let suggestionLimit = 5

  /// The page, with a line break after every line, and no spaces before it.
  var text: String {
    lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
