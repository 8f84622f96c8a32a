import SongAnalysis

extension TextPage {
  /// Adds a point to go on from, with its reason.
  mutating func add(_ crop: ExtendSuggestion) {
    let place = crop.cropEndAt.clock(decimals: 3).rightAligned(to: 10)
    let anchor = crop.anchor.printable.fitted(to: 20)
    add(
      row: "  \(place)  \(anchor) \(style(.marked, crop.confidence.fixed(2)))  ", columns: 41,
      words: crop.reason.printable)
  }

  /// Adds a part to replace, with its reason.
  mutating func add(_ range: InpaintSuggestion) {
    let places =
      range.replaceStartAt.clock(decimals: 3).rightAligned(to: 10)
      + range.replaceEndAt.clock(decimals: 3).rightAligned(to: 11)
    let section = (range.section?.printable ?? "").fitted(to: 11)
    add(
      row: "  \(places)  \(section) \(style(.marked, range.confidence.fixed(2)))  ", columns: 43,
      words: range.reason.printable)
  }
}
