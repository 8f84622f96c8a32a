import RiffusionAPI
import Testing

/// What holds for every dialect.
@Suite struct DialectTests {
  static let transforms: [Morph.Transform] = [
    .cover, .extend(cropEndAt: 10.5), .inpaint(start: 1.25, end: 2), .swapVocals, .swapSound,
  ]

  @Test(arguments: Provider.names)
  func everyTransformOfEitherSourceIsOffered(name: String) throws {
    let dialect = try Provider.dialect(named: name)
    for transform in Self.transforms {
      for source in [SongSource.song(id: "id 1"), .upload(id: "id 1")] {
        var request = GenerateRequest.simple
        request.morph = Morph(transform, of: source)
        let draft = try dialect.draft(of: request)
        try draft.requireComplete()
        #expect(draft.method == "POST")
        // The id stands in one place: a request with two sources would be another order.
        #expect(draft.body?.strings.filter { $0 == "id 1" }.count == 1)
      }
    }
  }

  @Test(arguments: Provider.names)
  func impossibleValuesAreRefusedBeforeAnythingIsSent(name: String) throws {
    let dialect = try Provider.dialect(named: name)
    var morph = Morph(.cover, of: .song(id: "a"))
    morph.strengths.lyrics = 1.5
    let morphs = [
      morph, Morph(.extend(cropEndAt: 0), of: .song(id: "a")),
      Morph(.inpaint(start: 2, end: 1), of: .song(id: "a")), Morph(.cover, of: .upload(id: "")),
    ]
    for morph in morphs {
      var request = GenerateRequest.simple
      request.morph = morph
      let error = try #require(throws: RiffusionError.self) { try dialect.draft(of: request) }
      #expect(error.code == .invalidValue)
    }
  }

  @Test(arguments: Provider.names)
  func aPrefixStandsInPlaceOfTheDocumentedOne(name: String) throws {
    for (prefix, expected) in [
      ("/v2/music", "/v2/music"), ("v2/music/", "/v2/music"), ("/", ""), ("", ""),
      ("//a//b//", "/a/b"),
    ] {
      let dialect = try Provider.dialect(
        named: name, options: DialectOptions(pathPrefix: prefix))
      #expect(try dialect.draft(of: .simple).path.hasPrefix(expected + "/"))
      #expect(try !dialect.draft(of: .simple).path.contains("riffusion"))
      #expect(
        try dialect.draft(ofUploadFrom: "https://x.example/a").path == expected + "/upload")
      let job = dialect.job(ofIDs: ["a"])
      #expect(try dialect.draft(ofStatusOf: job).path.hasPrefix(expected + "/"))
    }
  }

  @Test(arguments: Provider.names)
  func fieldsOfTheUsersWinOverOurs(name: String) throws {
    var request = GenerateRequest.simple
    request.extraFields = ["title": "mine", "a.b": .null, "title2": 1]
    let body = try Provider.dialect(named: name).draft(of: request).body
    #expect(body?[member: "title"] == "mine")
    #expect(body?[member: "a"] == ["b": .null])
    #expect(body?[member: "title2"] == 1)
  }

  /// In whatever order they are given: what lies within another one is not lost with it.
  @Test func aFieldWithinAnotherIsPutIntoIt() throws {
    var request = GenerateRequest.simple
    let names = (0..<20).map { "a\($0)" }
    for name in names {
      request.extraFields[name] = ["b": 1]
      request.extraFields["\(name).c"] = 2
    }
    let body = try Provider.dialect(named: "openai-hk").draft(of: request).body
    for name in names { #expect(body?[member: name] == ["b": 1, "c": 2]) }
  }

  @Test(arguments: Provider.names)
  func anyModelIsPassedOn(name: String) throws {
    var request = GenerateRequest.simple
    request.model = "Lyria 3 preview"
    let body = try Provider.dialect(named: name).draft(of: request).body
    #expect(body?.strings.contains("Lyria 3 preview") == true)
  }

  @Test(arguments: Provider.names)
  func onlyAWebAddressCanBeUploaded(name: String) throws {
    let dialect = try Provider.dialect(named: name)
    for text in ["", "song.mp3", "file:///etc/passwd", "https://user:pass@x.example/a"] {
      let error = try #require(throws: RiffusionError.self) {
        try dialect.draft(ofUploadFrom: text)
      }
      #expect(error.code == .invalidValue)
      #expect(!"\(error)".contains("pass@"))
    }
  }

  @Test(arguments: ["openai-hk", "yutoai"])
  func whatMorphDoesNotOfferIsSaid(name: String) throws {
    let dialect = try Provider.dialect(named: name)
    let refusals = [
      try #require(throws: RiffusionError.self) { try dialect.draft(ofLyricsAbout: "sky") },
      try #require(throws: RiffusionError.self) { try dialect.draftOfCredits() },
      try #require(throws: RiffusionError.self) { try dialect.draft(ofStatusOf: .task("t")) },
      try #require(throws: RiffusionError.self) { try dialect.draft(ofStatusOf: .upload("t")) },
    ]
    for error in refusals {
      #expect(error.code == .notOffered)
      #expect(error.detail.hasPrefix(name))
    }
  }

  @Test(arguments: ["openai-hk", "yutoai"])
  func aFeedNamesAllIDsWithACommaBetween(name: String) throws {
    let dialect = try Provider.dialect(named: name)
    #expect(
      try dialect.draft(ofStatusOf: .songs(["a/b", "c d", "e,f", "g"])).path
        == "/riffusion/feed/a%2Fb,c%20d,e%2Cf,g")
  }

  /// Ids of SEED-000 and the shapes of section 3.1 of the first backend.
  @Test func morphAnswersNameTheSongs() {
    let dialect = MorphDialect.yutoai
    #expect(dialect.job(in: ["jobs": [["id": "a"], ["id": "b"]]]) == .songs(["a", "b"]))
    #expect(dialect.job(in: ["jobs": ["a", 7, .null, ["id": ""]]]) == .songs(["a", "7"]))
    #expect(dialect.job(in: ["job_id": "a"]) == .songs(["a"]))
    #expect(dialect.job(in: ["code": 200, "data": ["jobs": [["id": "a"]]]]) == .songs(["a"]))
    #expect(dialect.job(in: ["data": [["id": "a"], ["id": "b"]]]) == .songs(["a", "b"]))
    #expect(dialect.job(in: [["id": "a"], ["id": "b"]]) == .songs(["a", "b"]))
    #expect(dialect.job(in: ["jobs": []]) == nil)
    #expect(dialect.job(in: []) == nil)
    #expect(dialect.job(in: .null) == nil)
    #expect(dialect.upload(in: ["id": "16f61e67"]) == .ready(id: "16f61e67"))
    #expect(dialect.upload(in: ["data": ["audio_upload_id": "u"]]) == .ready(id: "u"))
    #expect(dialect.upload(in: ["id": .null]) == nil)
    #expect(dialect.job(ofIDs: ["a", "b"]) == .songs(["a", "b"]))
  }

  @Test func anUploadIsWrittenAsInItsExample() throws {
    let example = try Fixture.value("openai-hk-upload")
    let url = try #require(example[member: "url"]?.text)
    let draft = try MorphDialect.openAIHK.draft(ofUploadFrom: url)
    #expect(draft == RequestDraft(method: "POST", path: "/riffusion/upload", body: example))
  }

  @Test func morphTakesNoStrengthsForAFreshSong() throws {
    var request = GenerateRequest.simple
    request.strengths = .standard
    let error = try #require(throws: RiffusionError.self) {
      try MorphDialect.yutoai.draft(of: request)
    }
    #expect(error.code == .notOffered)
  }

  @Test func anInstrumentalSongHasSomethingInItsRequiredLyrics() throws {
    let request = GenerateRequest(title: "t", tag: "pop", instrumental: true)
    let draft = try MorphDialect.openAIHK.draft(of: request)
    try draft.requireComplete()
    #expect(draft.body?[member: "lyrics"] == "[Instrumental]")
    #expect(draft.body?[member: "instrumental"] == true)
  }
}

extension JSONValue {
  /// Every string in the value.
  fileprivate var strings: [String] {
    text.map { [$0] } ?? (elements ?? members.map { Array($0.values) } ?? []).flatMap(\.strings)
  }
}
