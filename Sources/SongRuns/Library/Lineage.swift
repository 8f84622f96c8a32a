/// A song with all that was made from it.
package struct Lineage: Hashable, Sendable {
  /// The song.
  package let song: LibrarySong
  /// What was made from it directly, each with its own, in the order they came.
  package let children: [Lineage]

  /// The lineage that a song belongs to, from its oldest ancestor on.
  ///
  /// - Parameters:
  ///   - song: Any song of it.
  ///   - songs: All songs of the library.
  package init(of song: LibrarySong, among songs: [LibrarySong]) {
    let byKey = Dictionary(
      songs.compactMap { song in song.key.map { ($0, song) } }, uniquingKeysWith: { $1 })
    var root = song
    var seen: Set<Int64?> = [song.key]
    while let parent = root.parent.flatMap({ byKey[$0] }), seen.insert(parent.key).inserted {
      root = parent
    }
    let children = Dictionary(grouping: songs.filter { $0.parent != nil }, by: \.parent)
    self.init(root, children: children, above: [])
  }

  private init(
    _ song: LibrarySong, children: [Int64?: [LibrarySong]], above: Set<Int64?>
  ) {
    self.song = song
    let above = above.union([song.key])
    self.children = (children[song.key] ?? []).filter { !above.contains($0.key) }
      .sorted { ($0.key ?? 0) < ($1.key ?? 0) }
      .map { Lineage($0, children: children, above: above) }
  }
}
