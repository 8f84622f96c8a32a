/// How alike the bars of a song are, small enough for a page.
package struct SimilarityPicture: Hashable, Sendable {
  /// At most so many rows: ours, so that the matrix is a seventh of a page.
  package static let largestCount = 200

  /// Rows, and columns in each.
  package let count: Int
  /// How many bars a row stands for; the last may stand for fewer.
  package let barsInRow: Int
  /// Row-major, 0 for unlike or opposite and 255 for the same.
  package let values: [UInt8]

  /// A picture of likenesses that are known.
  package init(count: Int, barsInRow: Int, values: [UInt8]) {
    self.count = count
    self.barsInRow = barsInRow
    self.values = values
  }

  /// The mean likeness of the bars of any two rows.
  init(_ similarity: SelfSimilarity) {
    let joined = max(1, (similarity.count + Self.largestCount - 1) / Self.largestCount)
    let rows = stride(from: 0, to: similarity.count, by: joined).map {
      $0..<min(similarity.count, $0 + joined)
    }
    count = rows.count
    barsInRow = joined
    values = rows.flatMap { row in
      rows.map { column in
        let likeness = row.lazy.flatMap { i in column.lazy.map { similarity[i, $0] } }.mean
        return UInt8(min(255, max(0, likeness * 255).rounded()))
      }
    }
  }
}
