import Foundation
package import SongAnalysis
package import SongLyrics
import SongRuns

/// The report on one song: a page that opens from disk, to look at and to listen to.
package struct SongPage {
  /// Where the page finds the song's sound.
  package enum Audio: Hashable, Sendable {
    /// Nowhere.
    case none
    /// At an address relative to the page, percent-encoded.
    case link(String)
    /// In the page itself, which holds this mark once where the `data:` address belongs.
    case mark(String)
  }

  private let song: AnalysisDocument
  private let curves: SongCurves
  private let lyrics: Lyrics?
  private let audio: Audio

  /// The page on a song.
  ///
  /// - Parameters:
  ///   - song: What was found.
  ///   - curves: What was heard along the way.
  ///   - lyrics: What is sung in it, where that is known.
  ///   - audio: Where the sound is.
  package init(
    _ song: AnalysisDocument, curves: SongCurves, lyrics: Lyrics? = nil, audio: Audio = .none
  ) {
    self.song = song
    self.curves = curves
    self.lyrics = lyrics
    self.audio = audio
  }

  /// The whole page.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite, which no document holds.
  package func html() throws -> String {
    let bodies = try SuggestedBodies(of: song)
    let view = SongView(song, bodies: bodies, lyrics: lyrics, audio: audio, hasBars: hasBars)
    let page = WebPage(
      title: view.title, template: PackageResources.song_mustache, scripts: Self.scripts,
      styles: [
        PackageResources.palette_css, PackageResources.page_css, PackageResources.song_css,
      ])
    return try page.html(view, data: SongData(song, curves: curves, openBody: bodies.open.json))
  }

  private var hasBars: Bool { curves.barLines.count > 2 }

  private static let scripts = [
    PackageResources.data_js, PackageResources.canvas_js, PackageResources.player_js,
    PackageResources.score_js, PackageResources.waveform_js, PackageResources.loudness_js,
    PackageResources.spectrogram_js, PackageResources.matrix_js, PackageResources.handle_js,
    PackageResources.copy_js, PackageResources.song_js,
  ]
}
