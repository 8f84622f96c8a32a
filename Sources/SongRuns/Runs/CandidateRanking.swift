import RiffusionAPI
import SongAnalysis

/// Which of the songs that came of one order is the best.
struct CandidateRanking {
  /// The best song; `nil` where none has a file that can be heard.
  let best: LibrarySong?

  /// Ranks songs by how well they go on from their source, and equals by whether they are whole.
  ///
  /// What could be compared with the source goes before what could not.
  ///
  /// - Parameters:
  ///   - songs: The songs, checked.
  ///   - audio: Listens to them where the seam does not decide.
  /// - Throws: `AudioFileError`, `SongRunError`, `CancellationError`.
  init(of songs: [LibrarySong], heard audio: SourceAudio) async throws {
    let heard = songs.filter {
      $0.present != nil && $0.state == .succeeded && $0.decodeStatus != nil
    }
    let first = heard.map(Self.score).max() ?? 0
    let equals = heard.filter { Self.score($0) >= first - Self.tie }
    guard equals.count > 1, equals.contains(where: { $0.seam != nil }) else {
      best = equals.first
      return
    }
    var wholeness: [Int] = []
    for song in equals {
      wholeness.append(try await audio.heard(song).map(Self.wholeness) ?? 0)
    }
    let most = wholeness.max() ?? 0
    best = zip(equals, wholeness).first { $0.1 == most }?.0
  }

  private static func score(_ song: LibrarySong) -> Double { song.seam?.score ?? -1 }

  /// Scores that differ by less are of equal worth: ours, well below what can be heard.
  private static let tie = 0.05

  /// One for a chorus, one for an end that is not torn off.
  private static func wholeness(of song: AnalysisDocument) -> Int {
    (song.sections.contains { $0.label == .chorus } ? 1 : 0)
      + (song.quality.contains { $0.kind == "abrupt-end" } ? 0 : 1)
  }
}
