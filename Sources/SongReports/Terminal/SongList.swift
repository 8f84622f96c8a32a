import SongAnalysis
package import SongRuns

/// All songs of the library, for a person at a terminal: one line each.
package struct SongList {
  private let songs: [LibrarySong]
  private let style: TextStyle

  /// The list of some songs.
  package init(_ songs: [LibrarySong], style: TextStyle = .plain) {
    self.songs = songs
    self.style = style
  }

  /// The lines; a line break at the end, and nothing at all without songs.
  package var text: String {
    var page = TextPage(style: style)
    for song in songs {
      let duration = song.duration?.clock(decimals: 1) ?? ""
      let made = song.transform ?? (song.isUpload ? "upload" : "")
      let gone = song.path != nil && song.present == nil ? style(.bad, "  file is gone") : ""
      page.add(
        "\(song.id.printable.fitted(to: 36))  \(duration.rightAligned(to: 6))  "
          + "\(made.fitted(to: 11)) \((song.title ?? "").printable)\(gone)")
    }
    return page.text
  }
}
