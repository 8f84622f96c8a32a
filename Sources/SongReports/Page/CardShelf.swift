/// Cards that stand together; those of a long song are too many to be shown at once.
struct CardShelf: Sendable {
  /// What stands for the cards while they are folded away; `nil` where they are shown.
  let fold: String?
  /// The cards, in order.
  let cards: [SuggestionCard]

  /// Ours: the parts of a usual song, in rows of one, two or three.
  private static let mostShown = 12

  /// The first cards, and the others folded; none without any.
  static func shelves(of cards: [SuggestionCard]) -> [CardShelf] {
    let (shown, rest) = (cards.prefix(mostShown), cards.dropFirst(mostShown))
    return [
      CardShelf(fold: nil, cards: Array(shown)),
      CardShelf(fold: "\(rest.count) more parts", cards: Array(rest)),
    ].filter { !$0.cards.isEmpty }
  }
}
