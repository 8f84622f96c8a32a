/// How much more alike each two sections are than either is to the rest of its song.
///
/// In a song of few chords every section is much like any other, in a varied one none is: what
/// tells that two are the same music is by how much their likeness stands out.
struct SectionAffinities {
  /// How many bars each section has.
  let lengths: [Int]
  /// For each section its affinity to every other, from about −1 to 1; what is on the diagonal means
  /// nothing.
  ///
  /// As little symmetric as `SectionLikeness` is.
  let values: [[Float]]

  /// A section of fewer bars than this is too short to be one without its neighbours.
  ///
  /// Ours: with 3 the last choruses of annotated songs are found as often, with 5 two of fifty
  /// fewer.
  private static let shortestSection = 4
  /// How much likelier two neighbours belong together if one is that short.
  ///
  /// Of 40,195 pairs of sections in 239 songs rendered from tablatures
  /// (`benchmarks/structure/tab_songs.py`), by a logistic regression: as much as 1.5 deviations of the
  /// likenesses in a song, which are about 0.3.
  private static let shortNeighbour: Float = 0.4
  /// A section's likeness to the rest before any other is heard, so that the few sections of a short
  /// song are not measured against each other alone; it counts as one section more.
  ///
  /// Ours: as none, two or three sections more it groups annotated songs as well.
  private static let usualLikeness: Float = 0.15

  /// No more than this is taken off for the rest of the song.
  ///
  /// So the sections of a song that is one loop of several bars are the same. Ours: on annotated
  /// songs it hardly ever decides.
  private static let mostTakenOff: Float = 0.4

  /// The affinities of the sections between `cuts`, which are bar lines.
  init(cuts: [Int], _ likeness: SectionLikeness) {
    let sections = zip(cuts, cuts.dropFirst()).map { $0..<$1 }
    self.init(
      lengths: sections.map(\.count),
      likeness: sections.map { a in sections.map { b in likeness[a, b] } })
  }

  /// The affinities of sections of so many bars, by how alike each is to every other.
  init(lengths: [Int], likeness: [[Float]]) {
    let rest = likeness.indices.map { section in
      let others = likeness[section].reduce(0, +) - likeness[section][section]
      return (others + Self.usualLikeness) / Float(likeness.count)
    }
    var values = likeness
    for a in values.indices {
      for b in values.indices {
        values[a][b] -= min(Self.mostTakenOff, (rest[a] + rest[b]) / 2)
      }
    }
    for (a, b) in zip(values.indices, values.indices.dropFirst())
    where min(lengths[a], lengths[b]) < Self.shortestSection {
      values[a][b] += Self.shortNeighbour
      values[b][a] += Self.shortNeighbour
    }
    self.lengths = lengths
    self.values = values
  }
}
