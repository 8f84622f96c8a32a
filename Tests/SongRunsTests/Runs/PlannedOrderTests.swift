import RiffusionAPI
import Testing

@testable import SongRuns

@Suite struct PlannedOrderTests {
  private func source() throws -> LibrarySong {
    var song = LibrarySong(at: try LibraryDraft.provider("openai-hk"), source: .song(id: "s"))
    (song.title, song.tags, song.model) = ("Rain", "jazz", "FUZZ-1.0")
    return song
  }

  private func request(
    _ transform: Morph.Transform = .cover, parent: Strengths? = nil,
    _ change: (inout RunPlan) -> Void = { _ in }
  ) throws -> GenerateRequest {
    var plan = RunPlan(.order, template: GenerateRequest(), folder: "songs")
    change(&plan)
    return PlannedOrder(plan, transform, of: try source(), parentStrengths: parent).request
  }

  @Test func whatTheUserLeavesOpenIsTheSources() throws {
    let parent = Strengths(lyrics: 0.1, sound: 0.2, weirdness: 0.3, cover: 0.4)
    let open = try request(parent: parent)
    #expect(open.title == "Rain(Cover)")
    #expect(open.tag == "jazz")
    #expect(open.model == Model(rawValue: "FUZZ-1.0"))
    #expect(open.morph?.strengths == parent)
    #expect(open.morph?.source == .song(id: "s"))
  }

  @Test func whatTheUserSaysIsSent() throws {
    let said = try request(.extend(cropEndAt: 1), parent: .swap) { plan in
      plan.template.title = "Mine"
      plan.template.tag = "pop"
      plan.model = "FUZZ-2.0"
      plan.strengths = StrengthChoice(weirdness: 0.9)
    }
    #expect(said.title == "Mine" && said.tag == "pop" && said.model == "FUZZ-2.0")
    // What is left open of the strengths is the parent's too.
    #expect(said.morph?.strengths == Strengths(lyrics: 0.7, sound: 0.7, weirdness: 0.9, cover: 1))
  }

  @Test func withoutAParentsStrengthsTheUsualOnesAreSent() throws {
    #expect(try request(.swapSound).morph?.strengths == .swap)
    #expect(try request(.cover).morph?.strengths == .standard)
  }

  @Test func onceMoreOfTheSameMakesNoLongerTitle() throws {
    var song = try source()
    song.title = "Rain(Extend)"
    let plan = RunPlan(.order, template: GenerateRequest(), folder: "songs")
    func title(_ transform: Morph.Transform) -> String? {
      PlannedOrder(plan, transform, of: song).request.title
    }
    #expect(title(.extend(cropEndAt: 1)) == "Rain(Extend)")
    #expect(title(.cover) == "Rain(Extend)(Cover)")
  }

  @Test func anOrderFromNothingSingsItsOwnWords() {
    #expect(PlannedOrder(request: GenerateRequest(words: .lyrics("la"))).lyrics == "la")
    #expect(PlannedOrder(request: GenerateRequest(words: .topic("rain"))).lyrics == nil)
  }
}
