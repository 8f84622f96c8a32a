import Foundation
import SongReports
import SongRuns

/// Writes pages on runs and on all songs that belong to them.
///
/// A page that cannot be written is told, and stops no other.
struct RunPages {
  /// Whether all pages could be written so far.
  private(set) var areWhole = true

  private let library: SongLibrary
  private let console: Console
  private var songs: ReportFolder
  private var known: Set<Int64?> = []
  private var pages: [SongIdentity: String] = [:]
  private var audio: [SongIdentity: String] = [:]

  /// Pages in a folder, which is made if it is missing.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - runs: The runs that will be added, whose pages have their names before all others.
  ///   - library: Where the runs are.
  ///   - console: Where it is told what cannot be written.
  /// - Throws: `SongRunError`.
  init(
    in folder: String, on runs: [LibraryRun], of library: SongLibrary, telling console: Console
  ) throws {
    self.library = library
    self.console = console
    songs = try ReportFolder(path: folder, hasIndex: true, reserving: runs.map(Self.name))
  }

  /// Writes the page on a run, and those on its songs that are not there yet.
  ///
  /// - Returns: The path of the page on the run; `nil` where it could not be written.
  /// - Throws: `SongRunError` where the library cannot be read, `CancellationError`.
  mutating func add(_ run: LibraryRun) async throws -> String? {
    let document = try RunDocument(run, in: library)
    let requests = try library.requests(of: run.id ?? 0)
    var members = try run.source.flatMap { try library.song($0) }.map { [$0] } ?? []
    for request in requests { members += try library.songs(of: request) }
    for song in members where known.insert(song.key).inserted { try await add(song) }
    let lineage = try members.last.map { Lineage(of: $0, among: try library.songs()) }
    let path = "\(songs.path)/\(Self.name(of: run)).html"
    let view = RunView(document, lineage: lineage, pages: pages, audio: audio)
    return written { () throws(SongRunError) in
      try PageFile(path: path).write { try RunPage(view).html() }
      return path
    }
  }

  /// Writes the index of all songs.
  ///
  /// - Returns: Its path; `nil` where it could not be written.
  mutating func finish() -> String? {
    written { [songs] () throws(SongRunError) in try songs.finish() }
  }

  private static func name(of run: LibraryRun) -> String { "run-\(run.id ?? 0)" }

  private mutating func add(_ song: LibrarySong) async throws {
    guard let path = song.present else { return }
    let sung = song.lyrics.map { SungText(text: $0, words: song.words) }
    let hearing = try await AnalyzeSong(sung: sung, drawsCurves: true).hearing(of: .song(path))
    var songs = songs
    let page = written { () throws(SongRunError) in try songs.add(hearing) }
    self.songs = songs
    switch hearing.answer {
    case .failure: hearing.answer.notices.forEach(console.note)
    case .analysis: audio[song.identity] = PageAddress.relative(to: path, from: songs.path)
    }
    pages[song.identity] = page.map { PageAddress.relative(to: $0, from: songs.path) }
  }

  /// The path of a page; `nil` where it could not be written, which is told, or where there is none.
  private mutating func written(_ write: () throws(SongRunError) -> String?) -> String? {
    do throws(SongRunError) {
      return try write()
    } catch {
      console.note("\(error)")
      areWhole = false
      return nil
    }
  }
}
