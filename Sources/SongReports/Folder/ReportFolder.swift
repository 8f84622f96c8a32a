import Foundation
import SongAnalysis
package import SongRuns

/// A folder of reports: a page for every song that could be analysed.
package struct ReportFolder {
  /// The folder as the user wrote it.
  package let path: String

  private let embedsAudio: Bool
  private let hasIndex: Bool
  private var names = PageNames()

  /// A folder, made where there is none.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - embedsAudio: Whether the pages hold their songs, rather than link to them.
  ///   - hasIndex: Whether a page over all songs belongs to them.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package init(
    path: String, embedsAudio: Bool = false, hasIndex: Bool = false
  ) throws(SongRunError) {
    self.path = path
    self.embedsAudio = embedsAudio
    self.hasIndex = hasIndex
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw SongRunError(
        code: .cannotWrite, subject: path, detail: "the folder cannot be made; is there a file?")
    }
  }

  /// Writes the page on a song.
  ///
  /// - Returns: The path of the page; `nil` where there is no analysis to be shown.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package mutating func add(_ song: SongHearing) throws(SongRunError) -> String? {
    guard case .analysis(let document) = song.answer, let curves = song.curves else { return nil }
    let name = names.name(forSongAt: document.source.path)
    let mark = "segue-audio:\(UUID().uuidString)"
    let audio: SongPage.Audio =
      embedsAudio
      ? .mark(mark)
      : .link(PageAddress.relative(to: document.source.path, from: path))
    let page = (path as NSString).appendingPathComponent(name)
    do {
      let html = try SongPage(document, curves: curves, lyrics: song.lyrics, audio: audio).html()
      try PageFile(path: page).write(
        html, replacing: mark, withAudioAt: document.source.path, codec: document.decode.codec)
    } catch {
      throw SongRunError(code: .cannotWrite, subject: page, detail: "\(error)")
    }
    return page
  }

  /// Writes the index, where there shall be one.
  ///
  /// - Returns: The path of the index; `nil` without one.
  package func finish() throws(SongRunError) -> String? { nil }
}
