import Foundation
import SongReports
import SongRuns

/// Writes pages on runs and on all songs that belong to them.
struct RunPages {
  private let library: SongLibrary
  private var songs: ReportFolder
  private var pages: [String: String] = [:]
  private var audio: [String: String] = [:]

  /// Pages in a folder, which is made if it is missing.
  ///
  /// - Throws: `SongRunError`.
  init(in folder: String, of library: SongLibrary) throws {
    self.library = library
    songs = try ReportFolder(path: folder, hasIndex: true)
  }

  /// Writes the page on a run, and those on its songs that are not there yet.
  ///
  /// - Returns: The path of the page on the run.
  /// - Throws: `SongRunError`, `CancellationError`.
  mutating func add(_ run: LibraryRun) async throws -> String {
    let document = try RunDocument(run, in: library)
    let requests = try library.requests(of: run.id ?? 0)
    var members = try run.source.flatMap { try library.song($0) }.map { [$0] } ?? []
    for request in requests { members += try library.songs(of: request) }
    for song in members where pages[song.id] == nil { try await add(song) }
    let lineage = try members.last.map { Lineage(of: $0, among: try library.songs()) }
    let path = "\(songs.path)/run-\(run.id ?? 0).html"
    let view = RunView(document, lineage: lineage, pages: pages, audio: audio)
    try PageFile(path: path).write { try RunPage(view).html() }
    return path
  }

  /// Writes the index of all songs, and gives its path.
  mutating func finish() throws -> String { try songs.finish() ?? songs.path }

  private mutating func add(_ song: LibrarySong) async throws {
    guard let path = song.present else { return }
    let sung = song.lyrics.map { SungText(text: $0, words: song.words) }
    let hearing = try await AnalyzeSong(sung: sung, drawsCurves: true).hearing(of: .file(path))
    guard let page = try songs.add(hearing) else { return }
    pages[song.id] = PageAddress.relative(to: page, from: songs.path)
    audio[song.id] = PageAddress.relative(to: path, from: songs.path)
  }
}
