import RiffusionAPI
import Testing

@Suite struct ProducerDialectTests {
  private let dialect = ProducerDialect()

  /// The vendor's example says neither model nor strengths, which are required of us or usual.
  @Test func aReplacementHasAllFieldsOfItsExample() throws {
    let example = try #require(Fixture.value("producer-replace").members)
    let request = GenerateRequest(
      tag: "pop", morph: Morph(.inpaint(start: 30, end: 45), of: .song(id: "abc")),
      extraFields: ["instruction": "..."])
    let draft = try dialect.draft(of: request)
    try draft.requireComplete()
    #expect(draft.path == "/api/v1/producer/create")
    let members = try #require(draft.body?.members)
    #expect(members.filter { example[$0.key] != nil } == example)
    #expect(
      Set(members.keys).subtracting(example.keys)
        == ["mv", "sound", "lyrics_strength", "sound_strength", "weirdness"])
    #expect(draft.warnings == [])
  }

  static let transforms: [(Morph.Transform, [String: JSONValue])] = [
    (.cover, ["task_type": "cover_music", "cover_strength": 0.28]),
    (.extend(cropEndAt: 118.932608), ["task_type": "extend_music", "starts_at": 118.932608]),
    (
      .inpaint(start: 38.16928131842106, end: 79.50178530438593),
      [
        "task_type": "replace_music", "starts_at": 38.16928131842106, "ends_at": 79.50178530438593,
      ]
    ),
    (.swapVocals, ["task_type": "swap_music_vocals"]),
    (.swapSound, ["task_type": "swap_music_sound"]),
  ]

  @Test(arguments: transforms)
  func aTransformTakesEitherSource(
    transform: Morph.Transform, fields: [String: JSONValue]
  ) throws {
    for source in [SongSource.song(id: "c"), .upload(id: "c")] {
      var request = GenerateRequest.simple
      request.morph = Morph(transform, of: source)
      let draft = try dialect.draft(of: request)
      try draft.requireComplete()
      var expected: [String: JSONValue] = [
        "mv": "FUZZ-1.1 Pro", "lyrics": "[Verse]\nla", "title": "t", "sound": "pop",
        "clip_id": "c", "sound_strength": 0.7, "weirdness": 0.5,
        "lyrics_strength": JSONValue(transform.usualStrengths.lyrics),
      ]
      expected.merge(fields) { _, new in new }
      #expect(draft.body == .object(expected))
    }
  }

  @Test func aFreshSongTakesStrengthsWhereTheyAreGiven() throws {
    var request = GenerateRequest.simple
    #expect(try dialect.draft(of: request).body?[member: "weirdness"] == nil)
    #expect(try dialect.draft(of: request).body?[member: "task_type"] == "create_music")
    request.strengths = Strengths(lyrics: 0.1, sound: 0.2, weirdness: 0, cover: 0.2)
    let body = try dialect.draft(of: request).body
    #expect(body?[member: "lyrics_strength"] == 0.1)
    #expect(body?[member: "sound_strength"] == 0.2)
    #expect(body?[member: "weirdness"] == 0)
  }

  @Test func aTopicIsASound() throws {
    let draft = try dialect.draft(
      of: GenerateRequest(words: .topic("rain"), instrumental: true))
    #expect(
      draft.body == [
        "mv": "FUZZ-1.1 Pro", "task_type": "create_music", "sound": "rain",
        "make_instrumental": true,
      ])
    #expect(draft.missing == [])
  }

  @Test func eitherLyricsOrASoundAreEnough() throws {
    #expect(try dialect.draft(of: GenerateRequest(words: .lyrics("la"))).missing == [])
    #expect(try dialect.draft(of: GenerateRequest(tag: "pop")).missing == [])
    #expect(try dialect.draft(of: GenerateRequest()).missing == ["sound"])
    #expect(
      try dialect.draft(of: GenerateRequest(morph: Morph(.cover, of: nil))).missing
        == ["clip_id", "sound"])
  }

  @Test func itsOwnLimitsHold() throws {
    var long = GenerateRequest.simple
    long.title = String(repeating: "x", count: 80)
    #expect(throws: Never.self) { try dialect.draft(of: long) }
    long.title?.append("x")
    #expect(try refusal(of: long) == .invalidValue)

    for path in [\Strengths.sound, \.cover] {
      var request = GenerateRequest.simple
      request.morph = Morph(.cover, of: .song(id: "c"))
      request.morph?.strengths[keyPath: path] = 0.2
      #expect(throws: Never.self) { try dialect.draft(of: request) }
      request.morph?.strengths[keyPath: path] = 0.19
      #expect(try refusal(of: request) == .invalidValue)
    }
    var varied = GenerateRequest.simple
    varied.morph = Morph(.cover, of: .song(id: "c"))
    varied.morph?.strengths.variation = 0.5
    #expect(try refusal(of: varied) == .notOffered)
    varied.morph = Morph(.cover, of: .song(id: "c"), duration: 3)
    #expect(try refusal(of: varied) == .notOffered)
  }

  @Test func thePathsAreThoseOfTheDocuments() throws {
    #expect(
      try dialect.draft(ofUploadFrom: "https://x.example/a.mp3")
        == RequestDraft(
          method: "POST", path: "/api/v1/producer/upload",
          body: ["audio_url": "https://x.example/a.mp3"]))
    #expect(try dialect.draft(ofStatusOf: .task("t")).path == "/api/v1/producer/task/t")
    #expect(try dialect.draftOfCredits().path == "/api/v1/get-credits")
    #expect(try dialect.draft(ofLyricsAbout: "sky").path == "/api/v1/sonic/lyrics")
    #expect(dialect.songsPerRequest == 2)
  }

  private func refusal(of request: GenerateRequest) throws -> RiffusionError.Code {
    try #require(throws: RiffusionError.self) { try dialect.draft(of: request) }.code
  }
}
