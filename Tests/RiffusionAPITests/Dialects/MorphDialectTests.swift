import Foundation
import RiffusionAPI
import Testing

/// The ids of the documented examples.
private let song = SongSource.song(id: "83fab52b-3b72-4678-9d5c-820b937bcd92")
private let upload = SongSource.upload(id: "16f61e67-43a0-410c-a9c0-e033e601db27")

@Suite struct MorphDialectTests {
  /// The transform of each documented example, by the file that holds its body.
  static let examples: [String: Morph] = [
    "openai-hk-cover": Morph(.cover, of: song),
    "openai-hk-extend": Morph(.extend(cropEndAt: 118.932608), of: song),
    "openai-hk-inpaint": Morph(
      .inpaint(start: 38.16928131842106, end: 79.50178530438593), of: song),
    "openai-hk-swap-vocals": Morph(.swapVocals, of: upload),
    "openai-hk-swap-sound": Morph(.swapSound, of: upload),
  ]

  @Test(arguments: examples.keys.sorted())
  func everyTransformIsWrittenAsInItsExample(name: String) throws {
    let example = try Fixture.value(name)
    let morph = try #require(Self.examples[name])
    let suffix = morph.transform.titleSuffix
    let lyrics = try #require(example[member: "lyrics"]?.text)
    let request = GenerateRequest(
      words: .lyrics(lyrics), title: "童年\(suffix)", tag: "流行,粤语", morph: morph)

    let draft = try MorphDialect.openAIHK.draft(of: request)
    try draft.requireComplete()
    #expect(draft.method == "POST")
    #expect(draft.path == "/riffusion/generate")
    #expect(try decoded(draft.body?.encoded()) == example)
  }

  @Test func aFreshSongIsWrittenAsInItsExample() throws {
    let example = try Fixture.value("openai-hk-generate")
    let lyrics = try #require(example[member: "lyrics"]?.text)
    let request = GenerateRequest(
      model: .fuzz1_0, words: .lyrics(lyrics), title: "童年", tag: "流行,粤语")
    let draft = try MorphDialect.openAIHK.draft(of: request)
    #expect(draft.missing == [])
    #expect(try decoded(draft.body?.encoded()) == example)
  }

  @Test func aTopicIsWrittenAsInItsExample() throws {
    let request = GenerateRequest(
      model: "FUZZ-1.0", words: .topic("a song about rain"), instrumental: false)
    let draft = try MorphDialect.openAIHK.draft(of: request)
    #expect(draft.path == "/riffusion/generate/topic")
    #expect(draft.missing == [])
    #expect(try decoded(draft.body?.encoded()) == Fixture.value("yutoai-topic"))
  }

  /// The template of yutoai names every field at once, both ids among them, which no request may
  /// do.
  @Test func allTransformsTogetherSendEveryFieldOfTheTemplate() throws {
    let transforms: [Morph.Transform] = [
      .cover, .extend(cropEndAt: 1), .inpaint(start: 0, end: 1), .swapVocals, .swapSound,
    ]
    var names: Set<String> = []
    for transform in transforms {
      for source in [song, upload] {
        let request = GenerateRequest(
          words: .lyrics("la"), title: "t", tag: "pop", instrumental: false,
          morph: Morph(transform, of: source))
        names.formUnion(try MorphDialect.openAIHK.draft(of: request).body?.memberNames ?? [])
      }
    }
    #expect(names == (try Fixture.value("yutoai-template").memberNames))
  }

  @Test func everyExampleHasItsTest() throws {
    let others: Set = [
      "openai-hk-generate", "openai-hk-upload", "yutoai-template", "yutoai-topic",
    ]
    let vendors: Set = ["musicapi-extend", "musicapi-lyrics", "musicapi-topic", "producer-replace"]
    #expect(try Fixture.names() == others.union(vendors).union(Self.examples.keys))
  }

  @Test func whatIsUnknownIsAbsentAndNamed() throws {
    let request = GenerateRequest(morph: Morph(.extend(cropEndAt: 118.93), of: nil))
    let draft = try MorphDialect.openAIHK.draft(of: request)
    #expect(draft.missing == ["morph.riff_id", "lyrics", "tag", "title"])
    #expect(draft.body?[member: "model"] == "FUZZ-1.1 Pro")
    for name in draft.missing + ["morph.audio_upload_id"] {
      #expect(draft.body?[member: name] == nil)
    }
    let error = try #require(throws: RiffusionError.self) { try draft.requireComplete() }
    #expect(error.code == .incomplete)
    #expect(error.subject == "morph.riff_id, lyrics, tag, title")
  }

  @Test func anUploadStandsInForASong() throws {
    let request = GenerateRequest(
      words: .lyrics("la"), title: "t", tag: "pop", morph: Morph(.cover, of: upload))
    let draft = try MorphDialect.openAIHK.draft(of: request)
    #expect(draft.missing == [])
    #expect(draft.body?[member: "morph.riff_id"] == nil)
  }

  @Test func theBytesKeepNullSpacesAndEveryDigit() throws {
    let request = GenerateRequest(
      words: .lyrics("[Verse]\na/b"), title: "t", tag: "pop",
      morph: Morph(.inpaint(start: 38.16928131842106, end: 79.50178530438593), of: song))
    let bytes = try #require(MorphDialect.openAIHK.draft(of: request).body).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    for part in [
      #""normalized_variation_strength":null"#, #""model":"FUZZ-1.1 Pro""#,
      #""replace_start_at":38.16928131842106"#, #""replace_end_at":79.50178530438593"#,
      #""duration":0,"#, #""lyrics":"[Verse]\na/b""#,
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func extraFieldsArePassedOnAndWin() throws {
    let request = GenerateRequest(
      words: .lyrics("la"), title: "t", tag: "pop", morph: Morph(.cover, of: song),
      extraFields: ["seed": 7, "morph.ghost": ["a": .null], "tag": "jazz"])
    let body = try #require(MorphDialect.openAIHK.draft(of: request).body)
    #expect(body[member: "seed"] == 7)
    #expect(body[member: "morph.ghost"] == ["a": .null])
    #expect(body[member: "tag"] == "jazz")
    #expect(body[member: "morph.transform"] == "cover")
  }

  @Test func anExtraFieldCanFillAGap() throws {
    let request = GenerateRequest(words: .lyrics("la"), title: "t", extraFields: ["tag": "pop"])
    #expect(try MorphDialect.openAIHK.draft(of: request).missing == [])
  }

  private func decoded(_ data: Data?) throws -> JSONValue {
    try JSONValue(#require(data))
  }
}
