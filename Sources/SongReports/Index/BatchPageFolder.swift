import Foundation
import SongAnalysis
package import SongRuns

/// The pages of a batch, `pages/<key>.html` in its folder, and the index over its songs.
package struct BatchPageFolder: BatchPages {
  private let folder: BatchFolder

  /// The pages in a batch's folder.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite` where the folder cannot be made.
  package init(_ folder: BatchFolder) throws(SongRunError) {
    self.folder = folder
    try ResultFolder.make(folder.file(Self.name))
  }

  /// Whether there is a page for a result.
  package func holds(_ key: BatchKey) -> Bool {
    Self.address(of: key, in: folder) != nil
  }

  /// Writes the page on a song, which links to the song's file.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package func write(_ song: SongHearing, of file: String, as key: BatchKey) throws(SongRunError) {
    guard case .analysis(let document) = song.answer, let curves = song.curves else { return }
    let path = folder.file(Self.page(key))
    let audio = PageAddress.relative(to: file, from: folder.file(Self.name))
    try PageFile(path: path).write {
      try SongPage(document, curves: curves, lyrics: song.lyrics, audio: .link(audio)).html()
    }
  }

  /// The address of a result's page from the batch's index; `nil` where there is none.
  package static func address(of key: BatchKey, in folder: BatchFolder) -> String? {
    access(folder.file(page(key)), F_OK) == 0 ? page(key) : nil
  }

  private static let name = "pages"

  private static func page(_ key: BatchKey) -> String { "\(name)/\(key).html" }
}
