import Foundation
import RiffusionAPI
import SongAnalysis
import Testing

@testable import SongRuns

@Suite struct RunDocumentTests {
  private let draft: LibraryDraft
  private var library: SongLibrary { draft.library }

  init() throws { draft = try LibraryDraft() }

  private func document(_ run: LibraryRun) throws -> RunDocument {
    try RunDocument(try library.run(run.id ?? 0), in: library)
  }

  @Test func whatIsInDoubtIsShownAsThat() throws {
    let run = try draft.run(of: 2, .extend(ExtendPlan()))
    #expect(try document(run).state == .open)
    let request = try library.intend(draft.request(of: run), mostPerDay: nil)
    let doubtful = try document(run)
    #expect(doubtful.state == .inDoubt)
    #expect(doubtful.requests == 1 && doubtful.maxRequests == 2)
    #expect(doubtful.rounds.map(\.state) == ["open"])
    _ = try library.confirmNotCharged(request)
    #expect(try document(run).state == .open)
    #expect(try document(run).requests == 0)
    try library.end(run.id ?? 0, as: .stopped, because: "enough")
    #expect(try document(run).state == .stopped)
    #expect(try document(run).problem == "enough")
  }

  @Test func aRoundShowsItsSongsAndWhichWasKept() throws {
    let source = try draft.song("s")
    let run = try library.begin(
      LibraryRun(
        at: draft.provider, plan: RunPlan(.order, template: GenerateRequest(), folder: "f"),
        maxRequests: 1), from: RunSource(song: source))
    var request = draft.request(of: run)
    request.choice = RunChoice(asked: .extend(cropEndAt: 118.932608))
    request = try library.acknowledge(
      try library.intend(request, mostPerDay: nil), with: draft.answer())
    for id in ["a", "b"] {
      var song = LibrarySong(at: draft.provider, source: .song(id: id))
      song.request = request.id
      song.descend(from: source, by: .extend(cropEndAt: 118.932608))
      song = try library.keep(song)
      if id == "b" { try library.choose(song, of: request) }
    }
    let round = try #require(try document(run).rounds.first)
    #expect(round.songs.map(\.id) == ["a", "b"])
    #expect(round.songs.map(\.parent) == ["s", "s"])
    #expect(round.kept == "b")
    #expect(round.choice?.cropEndAt == 118.932608)
    #expect(try document(run).source?.id == "s")
  }

  @Test func itIsReadAsItWasWrittenAndNamesEverything() throws {
    let run = try draft.run()
    _ = try library.intend(draft.request(of: run), mostPerDay: nil)
    let document = try document(run)
    let data = try DocumentEncoder().encode(document)
    #expect(try JSONDecoder().decode(RunDocument.self, from: data) == document)
    let json = try JSONValue(data)
    #expect(json[member: "schema"] == "segue.run/1")
    #expect(json[member: "kind"] == "generate")
    #expect(json[member: "state"] == "in-doubt")
    #expect(json[member: "paid_requests"] == 1)
    #expect(json[member: "source"] == .null)
    let round = try #require(json[member: "rounds"]?.elements?.first)
    for name in ["choice", "job", "problem", "lyrics", "kept_song_id"] {
      #expect(round[member: name] == .null, "\(name)")
    }
  }

  @Test func whatWasNeverBegunHasNoNumber() throws {
    let plan = RunPlan(.extend(ExtendPlan()), template: GenerateRequest(), folder: "f")
    let document = RunDocument(plan, at: draft.provider, problem: "no such file")
    #expect(document.run == nil && document.state == .stopped && document.kind == "extend")
    let data = try DocumentEncoder().encode(document)
    #expect(try JSONDecoder().decode(RunDocument.self, from: data) == document)
  }

  @Test func aPlanIsReadAsItWasWritten() throws {
    var extend = ExtendPlan(anchor: "section:end", cropEndAt: 118.932608)
    (extend.parts, extend.until) = (["a", "b"], 240)
    for work in [
      RunPlan.Work.order, .upload, .lyrics(about: "rain"), .extend(extend),
      .inpaint(InpaintPlan(range: SongRange("38.17-79.5"))),
    ] {
      var plan = RunPlan(work, template: RunStage.request, folder: "songs")
      plan.strengths = StrengthChoice(weirdness: 0.2, variation: .null)
      plan.model = "FUZZ-2.0"
      let run = try library.begin(
        LibraryRun(at: draft.provider, plan: plan, maxRequests: 3), from: nil)
      #expect(try library.run(run.id ?? 0).plan == plan)
    }
  }
}
