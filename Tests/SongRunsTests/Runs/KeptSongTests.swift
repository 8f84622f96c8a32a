import RiffusionAPI
import Testing

@testable import SongRuns

@Suite struct KeptSongTests {
  /// Whoever ends the process between the two must not let the next round go on from a bad song.
  @Test func aBrokenSeamStopsTheRunInTheSameStep() throws {
    let draft = try LibraryDraft()
    let run = try draft.run(of: 2, .extend(ExtendPlan()))
    let request = try draft.library.acknowledge(
      try draft.library.intend(draft.request(of: run), mostPerDay: nil), with: draft.answer())
    let song = try draft.song("a")
    try draft.library.choose(song, of: request, stoppingBecause: "half a beat off")
    let stopped = try draft.library.run(run.id ?? 0)
    #expect(stopped.state == .stopped)
    #expect(stopped.problem == "half a beat off")
    #expect(try draft.library.request(request.id ?? 0)?.kept == song.key)
  }

  @Test func aGoodSongLetsTheRunGoOn() throws {
    let draft = try LibraryDraft()
    let run = try draft.run(of: 2)
    let request = try draft.library.intend(draft.request(of: run), mostPerDay: nil)
    try draft.library.choose(try draft.song("a"), of: request)
    #expect(try draft.library.run(run.id ?? 0).state == .open)
  }
}
