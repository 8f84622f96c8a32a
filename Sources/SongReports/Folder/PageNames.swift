import SongAnalysis

/// The names of the pages in a folder: after the songs, and none twice.
struct PageNames {
  /// The names that are given away, in lower case, as some file systems make no difference.
  private var taken: Set<String>

  /// The names beside those of other pages; `index` belongs to the index.
  init(taken: [String] = []) { self.taken = Set(["index"] + taken.map { $0.lowercased() }) }

  /// The name of the page on a song: `Paper Boats.html`, for a second one `Paper Boats (2).html`.
  mutating func name(for song: SourceReport) -> String {
    let stem = song.fileName
    // A name may have 255 bytes on common file systems; room is left for the number.
    var base = stem.isEmpty ? "song" : stem
    while base.utf8.count > 230 { base.removeLast() }
    var name = base
    var number = 1
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base) (\(number))"
    }
    return name + ".html"
  }
}
