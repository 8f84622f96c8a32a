import SongAnalysis
package import SongRuns

/// What is suggested for one song and the request that follows, for a person at a terminal.
package struct SuggestionText {
  private let document: SuggestionDocument
  private let style: TextStyle

  /// The text for one suggestion.
  package init(_ document: SuggestionDocument, style: TextStyle = .plain) {
    self.document = document
    self.style = style
  }

  /// The whole text, a line break at its end.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite, which no request holds.
  package func text() throws -> String {
    var page = TextPage(style: style)
    let source = document.source
    page.add(style(.strong, (source.title ?? source.path.shownInput).printable))
    page.add("")
    switch document.chosen {
    case .extend(let crop):
      page.add(style(.strong, "Extend"))
      page.add(crop)
      let others = document.suggestions.extend.filter { $0 != crop }
      if !others.isEmpty { page.add(style(.strong, "Or from")) }
      page.add(firstOf: others, limit: TextPage.suggestionLimit) { $0.add($1) }
    case .inpaint(let range):
      page.add(style(.strong, "Inpaint"))
      page.add(range)
      let others = document.suggestions.inpaint.filter { $0 != range }
      if !others.isEmpty { page.add(style(.strong, "Or")) }
      page.add(firstOf: others, limit: TextPage.suggestionLimit) { $0.add($1) }
    }
    page.add("")
    page.add(style(.strong, "Request"))
    for line in try document.requestText().split(separator: "\n") {
      page.add("  \(String(line).printable)")
    }
    if !document.missing.isEmpty {
      page.add("")
      page.add("Missing", document.missing.map { "\($0): \(Self.remedy(for: $0))" })
    }
    return page.text
  }

  /// How the user can supply what a request lacks.
  private static func remedy(for name: String) -> String {
    switch name {
    case "morph.riff_id", "continue_clip_id", "clip_id": "--song-id ID, or --upload-id ID"
    case "lyrics": "--new-lyrics FILE"
    case "tag", "sound": "--tag STYLES"
    case "title": "--title TITLE"
    default: "not known"
    }
  }
}
