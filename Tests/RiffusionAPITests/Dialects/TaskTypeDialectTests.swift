import RiffusionAPI
import Testing

@Suite struct TaskTypeDialectTests {
  private let dialect = TaskTypeDialect(name: "musicapi")

  @Test(arguments: ["musicapi", "sunoapi"])
  func aTopicIsWrittenAsInItsExample(name: String) throws {
    let request = GenerateRequest(words: .topic("r&b pop song"))
    let draft = try TaskTypeDialect(name: name).draft(of: request)
    try draft.requireComplete()
    #expect(draft.method == "POST")
    #expect(draft.path == "/api/v1/riffusion/create")
    #expect(try draft.body == Fixture.value("musicapi-topic"))
    #expect(draft.warnings == [])
  }

  @Test func anExtendIsWrittenAsInItsExample() throws {
    let example = try Fixture.value("musicapi-extend")
    let request = GenerateRequest(
      words: .lyrics(try #require(example[member: "lyrics"]?.text)), title: "Starts", tag: "pop",
      morph: Morph(
        .extend(cropEndAt: 10), of: .song(id: "f524dd12-cb7a-4eb6-b2fb-780f0ed07d9c")))
    let draft = try dialect.draft(of: request)
    try draft.requireComplete()
    #expect(draft.body == example)
  }

  @Test func aFreshSongSaysThatItIsOne() throws {
    let body = try dialect.draft(of: .simple).body
    #expect(
      body == [
        "mv": "FUZZ-1.1 Pro", "custom_mode": true, "lyrics": "[Verse]\nla", "title": "t",
        "sound": "pop", "task_type": "create_music", "make_instrumental": false,
      ])
  }

  @Test func anInstrumentalSongNeedsNoLyrics() throws {
    let draft = try dialect.draft(of: GenerateRequest(tag: "pop", instrumental: true))
    #expect(draft.missing == [])
    #expect(draft.body?[member: "make_instrumental"] == true)
    #expect(draft.body?[member: "lyrics"] == nil)
    #expect(try dialect.draft(of: GenerateRequest(tag: "pop")).missing == ["lyrics"])
    let topic = GenerateRequest(words: .topic("rain"), instrumental: true)
    #expect(try dialect.draft(of: topic).body?[member: "make_instrumental"] == true)
  }

  /// The eleven values of the page "extend music" but `create_music`, and where `upload` stands in
  /// them.
  static let taskTypes: [(Morph.Transform, song: String, upload: String)] = [
    (.cover, "cover_music", "cover_upload_music"),
    (.extend(cropEndAt: 1), "extend_music", "extend_upload_music"),
    (.inpaint(start: 1, end: 2), "replace_music", "replace_upload_music"),
    (.swapVocals, "swap_music_vocals", "swap_upload_music_vocals"),
    (.swapSound, "swap_music_sound", "swap_upload_music_sound"),
  ]

  @Test(arguments: taskTypes)
  func theTaskTypeTellsTheKindOfSource(
    transform: Morph.Transform, song: String, upload: String
  ) throws {
    for (source, word) in [(SongSource.song(id: "a"), song), (.upload(id: "a"), upload)] {
      var request = GenerateRequest.simple
      request.morph = Morph(transform, of: source)
      let draft = try dialect.draft(of: request)
      try draft.requireComplete()
      #expect(draft.body?[member: "task_type"] == .string(word))
      #expect(draft.body?[member: "continue_clip_id"] == "a")
      #expect(draft.path == "/api/v1/riffusion/create")
    }
  }

  @Test func aCropIsSentAsItIsUnlessWholeSecondsAreAskedFor() throws {
    var request = GenerateRequest.simple
    request.morph = Morph(.extend(cropEndAt: 118.932608), of: .song(id: "a"))
    #expect(try dialect.draft(of: request).body?[member: "continue_at"] == 118.932608)
    let whole = TaskTypeDialect(name: "musicapi", options: DialectOptions(wholeSeconds: true))
    let bytes = try #require(whole.draft(of: request).body).encoded()
    #expect(String(decoding: bytes, as: UTF8.self).contains(#""continue_at":119,"#))
  }

  /// A crop above zero must not become one that is not.
  @Test func aCropInTheFirstHalfSecondIsNotRoundedToNothing() throws {
    var request = GenerateRequest.simple
    request.morph = Morph(.extend(cropEndAt: 0.3), of: .song(id: "a"))
    let whole = DialectOptions(wholeSeconds: true)
    let body = try TaskTypeDialect(name: "musicapi", options: whole).draft(of: request).body
    #expect(body?[member: "continue_at"] == 1)
    #expect(try ProducerDialect(options: whole).draft(of: request).body?[member: "starts_at"] == 1)
  }

  @Test func aRangeIsNamedAsTheSuccessorDoesWithAWarning() throws {
    var request = GenerateRequest.simple
    request.morph = Morph(.inpaint(start: 1.5, end: 2), of: .song(id: "a"))
    let draft = try dialect.draft(of: request)
    #expect(draft.body?[member: "starts_at"] == 1.5)
    #expect(draft.body?[member: "ends_at"] == 2)
    #expect(draft.warnings.count == 1)
    #expect(draft.warnings[0].contains("replace_fields"))

    let names = DialectOptions.ReplaceFields(start: "replace_start_at", end: "replace_end_at")
    let set = try TaskTypeDialect(name: "musicapi", options: DialectOptions(replaceFields: names))
      .draft(of: request)
    #expect(set.body?[member: "replace_start_at"] == 1.5)
    #expect(set.body?[member: "replace_end_at"] == 2)
    #expect(set.body?[member: "starts_at"] == nil)
    #expect(set.warnings == [])
  }

  @Test func whatIsUnknownIsAbsentAndNamed() throws {
    let draft = try dialect.draft(of: GenerateRequest(morph: Morph(.cover, of: nil)))
    #expect(draft.missing == ["continue_clip_id", "lyrics", "sound"])
    for name in draft.missing { #expect(draft.body?[member: name] == nil) }
    #expect(try dialect.draft(of: GenerateRequest()).missing == ["lyrics", "sound"])
  }

  @Test func strengthsThatItHasNoWordForAreRefused() throws {
    var morphs = (0..<4).map { _ in Morph(.cover, of: .song(id: "a")) }
    morphs[0].strengths.weirdness = 0.6
    morphs[1].strengths.variation = 0.1
    morphs[2].strengths = .swap
    morphs[3].duration = 12
    var requests = morphs.map { morph in
      var request = GenerateRequest.simple
      request.morph = morph
      return request
    }
    requests.append(.simple)
    requests[4].strengths = .standard
    for request in requests {
      let error = try #require(throws: RiffusionError.self) { try dialect.draft(of: request) }
      #expect(error.code == .notOffered)
      #expect(error.detail.contains("musicapi"))
    }
  }

  @Test func thePathsAreThoseOfTheDocuments() throws {
    #expect(
      try dialect.draft(ofUploadFrom: "https://x.example/a.mp3")
        == RequestDraft(
          method: "POST", path: "/api/v1/riffusion/upload",
          body: ["url": "https://x.example/a.mp3"]))
    #expect(
      try dialect.draft(ofLyricsAbout: "a song about sky")
        == RequestDraft(
          method: "POST", path: "/api/v1/sonic/lyrics",
          body: Fixture.value("musicapi-lyrics")))
    #expect(
      try dialect.draftOfCredits() == RequestDraft(method: "GET", path: "/api/v1/get-credits"))
    #expect(
      try dialect.draft(ofStatusOf: .task("6d72-a"))
        == RequestDraft(method: "GET", path: "/api/v1/riffusion/task/6d72-a"))
    #expect(
      try dialect.draft(ofStatusOf: .upload("a/b ,c?#%")).path
        == "/api/v1/riffusion/task/a%2Fb%20%2Cc%3F%23%25")
    let error = try #require(throws: RiffusionError.self) {
      try dialect.draft(ofStatusOf: .songs(["a"]))
    }
    #expect(error.code == .notOffered)
  }

  @Test func answersNameTheTask() throws {
    #expect(
      dialect.job(in: ["message": "success", "task_id": "6d7253ac"]) == .task("6d7253ac"))
    #expect(dialect.job(in: ["data": ["task_id": 17]]) == .task("17"))
    #expect(dialect.job(in: ["message": "success"]) == nil)
    #expect(dialect.job(in: ["task_id": " "]) == nil)
    #expect(dialect.upload(in: ["clip_id": "c"]) == .ready(id: "c"))
    #expect(dialect.upload(in: ["data": [["clip_id": "c"]]]) == .ready(id: "c"))
    #expect(dialect.upload(in: ["data": ["task_id": "t"]]) == .pending(task: "t"))
    #expect(dialect.upload(in: ["message": "success", "task_id": "t"]) == .pending(task: "t"))
    #expect(dialect.upload(in: ["message": "success"]) == nil)
    #expect(dialect.job(ofIDs: ["t"]) == .task("t"))
  }
}
