import Foundation
import SongAnalysis
package import SongRuns

/// A folder of reports: a page for every song that could be analysed.
package struct ReportFolder {
  /// The folder as the user wrote it.
  package let path: String

  private let embedsAudio: Bool
  private let hasIndex: Bool
  private var names: PageNames
  private var rows: [BatchRow] = []

  /// A folder, made where there is none.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - embedsAudio: Whether the pages hold their songs, rather than link to them.
  ///   - hasIndex: Whether a page over all songs belongs to them.
  ///   - pages: The names, without `.html`, of other pages in the folder.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package init(
    path: String, embedsAudio: Bool = false, hasIndex: Bool = false, reserving pages: [String] = []
  ) throws(SongRunError) {
    self.path = path
    self.embedsAudio = embedsAudio
    self.hasIndex = hasIndex
    names = PageNames(taken: pages)
    try ResultFolder.make(path)
  }

  /// Writes the page on a song, and remembers the song for the index, with its page or without.
  ///
  /// - Returns: The path of the page; `nil` where there is no analysis to be shown.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package mutating func add(_ song: SongHearing) throws(SongRunError) -> String? {
    guard case .analysis(let document) = song.answer, let curves = song.curves else {
      rows.append(BatchRow(song.answer))
      return nil
    }
    let name = names.name(for: document.source)
    let file = song.path ?? document.source.path
    let embedded =
      embedsAudio
      ? PageFile.Song(
        mark: "segue-audio:\(UUID().uuidString)", path: file, codec: document.decode.codec) : nil
    let audio =
      embedded.map { SongPage.Audio.mark($0.mark) }
      ?? .link(PageAddress.relative(to: file, from: path))
    let page = (path as NSString).appendingPathComponent(name)
    do {
      try PageFile(path: page).write(holding: embedded) {
        try SongPage(document, curves: curves, lyrics: song.lyrics, audio: audio).html()
      }
    } catch {
      rows.append(BatchRow(song.answer))
      throw error
    }
    rows.append(BatchRow(song.answer, page: PageAddress.encoded(name)))
    return page
  }

  /// Writes the index, where there shall be one.
  ///
  /// - Returns: The path of the index; `nil` without one.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package func finish() throws(SongRunError) -> String? {
    guard hasIndex else { return nil }
    let index = (path as NSString).appendingPathComponent("index.html")
    try PageFile(path: index).write { try BatchIndex(rows).html() }
    return index
  }
}
