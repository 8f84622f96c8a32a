import Foundation
import RiffusionAPI
import SongAnalysis
import TestSupport
import Testing

@testable import SongRuns

@Suite struct CandidateRankingTests {
  private let draft: LibraryDraft

  init() throws { draft = try LibraryDraft() }

  /// A candidate with a file, and an analysis of it where one is needed.
  private func song(
    _ id: String, score: Double? = nil, verdict: SeamReport.Verdict = .clean,
    hears document: AnalysisDocument? = nil
  ) throws -> LibrarySong {
    var song = LibrarySong(at: draft.provider, source: .song(id: id))
    song.path = try draft.folder.write(Array(id.utf8), to: "\(id).wav")
    song.decodeStatus = "ok"
    song.seam = score.map { .scored($0, verdict) }
    if let document, let path = song.path {
      try draft.library.keep(
        document, of: FileDigest(path: path).description,
        singing: TextDigest("\u{0}").description)
    }
    return song
  }

  private func best(_ songs: LibrarySong...) async throws -> String? {
    let audio = SourceAudio(library: draft.library, client: nil)
    return try await CandidateRanking(of: songs, heard: audio).best?.id
  }

  @Test func theBestSeamWins() async throws {
    #expect(try await best(song("a", score: 0.2), song("b", score: 0.9)) == "b")
    #expect(try await best(song("a", score: 0.9), song("b", score: 0.2)) == "a")
  }

  @Test func amongEqualsAWholeSongWins() async throws {
    let torn = ExampleAnalysis.document(sections: [])
    let whole = ExampleAnalysis.plain
    let a = try song("a", score: 0.90, hears: torn)
    let b = try song("b", score: 0.87, hears: whole)
    #expect(try await best(a, b) == "b")
    let c = try song("c", score: 0.90, hears: whole)
    #expect(try await best(c, b) == "c")
  }

  @Test func withoutSeamsTheFirstIsTaken() async throws {
    #expect(try await best(song("a"), song("b")) == "a")
  }

  /// Of a result that could not be compared nobody knows whether it goes on from its source.
  @Test func whatWasComparedGoesBeforeWhatWasNot() async throws {
    #expect(try await best(song("a"), song("b", score: 0.6)) == "b")
  }

  @Test func whatCannotBeHeardIsNoCandidate() async throws {
    var undecoded = try song("a", score: 0.9)
    undecoded.decodeStatus = nil
    var gone = try song("b", score: 0.9)
    gone.path = draft.folder.path(of: "nowhere.wav")
    var failed = try song("c", score: 0.9)
    failed.state = .failed
    #expect(try await best(undecoded, gone, failed, song("d", score: 0.1)) == "d")
    #expect(try await best(undecoded, gone, failed) == nil)
    #expect(try await best() == nil)
  }
}

extension SeamReport {
  /// A report of which only the verdict matters.
  static func scored(_ score: Double, _ verdict: Verdict) -> SeamReport {
    SeamReport(
      source: "s.wav", result: "r.wav", verdict: verdict, score: score, reasons: [], holds: .whole,
      kept: [], seams: [],
      newPart: NewPart(duration: 1, levelOffset: nil, keyShift: nil, keyEvidence: nil),
      cropUsed: nil, isClamped: false)
  }
}
