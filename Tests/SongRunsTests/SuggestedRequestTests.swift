import Foundation
import RiffusionAPI
import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct SuggestedRequestTests {
  @Test func anExtendIsDraftedFromTheLastChorus() throws {
    let suggested = try SuggestedRequest(
      song: ExampleAnalysis.plain, purpose: .extend, anchor: nil, details: GenerateRequest(),
      source: nil)
    let document = try suggested.document(for: Provider(.openAIHK))
    #expect(document.missing == ["morph.riff_id", "lyrics", "tag", "title"])
    #expect(document.request.body?[member: "morph.crop_end_at"] == 189.98)
    #expect(document.request.body?[member: "morph.transform"] == "extend")
    #expect(document.chosen == .extend(ExampleAnalysis.suggestions.extend[0]))
    #expect(document.suggestions == ExampleAnalysis.suggestions)
  }

  @Test func anInpaintIsDraftedFromTheBestRange() throws {
    let details = GenerateRequest(
      model: .fuzz1_0, words: .lyrics("la"), title: "Boats", tag: "folk")
    let suggested = try SuggestedRequest(
      song: ExampleAnalysis.plain, purpose: .inpaint, anchor: nil, details: details,
      source: .upload(id: "u"))
    let document = try suggested.document(for: Provider(.openAIHK))
    #expect(document.missing == [])
    let body = try #require(document.request.body)
    #expect(body[member: "model"] == "FUZZ-1.0")
    #expect(body[member: "lyrics"] == "la")
    #expect(body[member: "title"] == "Boats")
    #expect(body[member: "tag"] == "folk")
    #expect(body[member: "morph.audio_upload_id"] == "u")
    #expect(body[member: "morph.replace_start_at"] == 69.98)
    #expect(body[member: "morph.replace_end_at"] == 99.98)
  }

  @Test func whatTheDocumentKnowsOfTheSongIsUsed() throws {
    let song = ExampleAnalysis.document(
      sections: [],
      source: SourceReport(path: "x.mp3", sha256: nil, songID: "known", title: "童年"))
    let suggested = try SuggestedRequest(
      song: song, purpose: .extend, anchor: .auto, details: GenerateRequest(), source: nil)
    #expect(suggested.request.title == "童年(Extend)")
    // Whether the provider of the request knows it by that id is for others to say.
    #expect(suggested.request.morph?.source == nil)
  }

  @Test func onlyACropAfterTheKnownCeilingIsWarnedAbout() throws {
    func warnings(_ anchor: Anchor) throws -> [String] {
      try SuggestedRequest(
        song: ExampleAnalysis.plain, purpose: .extend, anchor: anchor, details: GenerateRequest(),
        source: nil
      ).document(for: Provider(.openAIHK)).request.warnings
    }
    #expect(try warnings(.lastChorus).count == 1)
    #expect(try warnings(.lastChorus).first?.contains("189.98") == true)
    #expect(try warnings(.lastChorusStart) == [])
  }

  @Test func theDocumentTellsMissingBesideTheRequest() throws {
    let document = try SuggestedRequest(
      song: ExampleAnalysis.plain, purpose: .extend, anchor: nil, details: GenerateRequest(),
      source: .song(id: "s")
    ).document(for: Provider(.openAIHK))
    let json = try JSONDecoder().decode(
      JSONValue.self, from: try DocumentEncoder().encode(document))
    #expect(json[member: "schema"] == "segue.suggestion/1")
    #expect(json[member: "missing"] == ["lyrics", "tag", "title"])
    #expect(json[member: "request.method"] == "POST")
    #expect(json[member: "request.path"] == "/riffusion/generate")
    #expect(json[member: "request.missing"] == nil)
    #expect(json[member: "request.body.morph.normalized_variation_strength"] == .null)
    #expect(json[member: "chosen.anchor"] == "last-chorus")
  }
}
