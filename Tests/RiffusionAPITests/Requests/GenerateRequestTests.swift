import RiffusionAPI
import Testing

@Suite struct GenerateRequestTests {
  static let badMorphs: [(Morph, String)] = [
    (Morph(.extend(cropEndAt: 0), of: nil), "crop"),
    (Morph(.extend(cropEndAt: -1), of: nil), "crop"),
    (Morph(.extend(cropEndAt: .nan), of: nil), "crop"),
    (Morph(.extend(cropEndAt: .infinity), of: nil), "crop"),
    (Morph(.inpaint(start: -0.1, end: 1), of: nil), "range"),
    (Morph(.inpaint(start: 2, end: 2), of: nil), "range"),
    (Morph(.inpaint(start: 3, end: 2), of: nil), "range"),
    (Morph(.inpaint(start: 0, end: .infinity), of: nil), "range"),
    (Morph(.inpaint(start: .nan, end: 1), of: nil), "range"),
    (Morph(.cover, of: .song(id: "")), "source"),
    (Morph(.cover, of: .upload(id: "")), "source"),
    (Morph(.cover, of: nil, duration: -1), "duration"),
  ]

  @Test(arguments: badMorphs)
  func impossibleTransformsAreRefused(morph: Morph, subject: String) throws {
    try expectRefusal(GenerateRequest(words: .lyrics("la"), morph: morph), subject: subject)
  }

  static let strengths: [(any WritableKeyPath<Strengths, Double> & Sendable, String)] = [
    (\.lyrics, "lyrics strength"), (\.sound, "sound strength"), (\.weirdness, "weirdness"),
    (\.cover, "cover strength"),
  ]

  @Test(arguments: strengths)
  func everyStrengthGoesFromZeroToOne(
    path: any WritableKeyPath<Strengths, Double> & Sendable, name: String
  ) throws {
    for value in [-0.01, 1.01, .nan, .infinity] {
      var morph = Morph(.cover, of: nil)
      morph.strengths[keyPath: path] = value
      try expectRefusal(GenerateRequest(morph: morph), subject: name)
    }
    for value in [0.0, 1.0] {
      var morph = Morph(.cover, of: nil)
      morph.strengths[keyPath: path] = value
      try GenerateRequest(morph: morph).validate()
    }
  }

  @Test func theVariationGoesFromZeroToOneOrIsNull() throws {
    for value in [nil, 0.0, 1.0] {
      var morph = Morph(.cover, of: nil)
      morph.strengths.variation = value
      try GenerateRequest(morph: morph).validate()
    }
    var morph = Morph(.cover, of: nil)
    morph.strengths.variation = 1.5
    try expectRefusal(GenerateRequest(morph: morph), subject: "variation strength")
  }

  @Test func lyricsNeedWordsUnlessNothingIsSung() throws {
    try expectRefusal(GenerateRequest(words: .lyrics(" \n")), subject: "lyrics")
    try GenerateRequest(words: .lyrics(""), instrumental: true).validate()
  }

  @Test func aTopicStandsAlone() throws {
    try GenerateRequest(words: .topic("rain")).validate()
    try expectRefusal(GenerateRequest(words: .topic(" ")), subject: "topic")
    try expectRefusal(GenerateRequest(words: .topic("rain"), tag: "pop"), subject: "topic")
    try expectRefusal(
      GenerateRequest(words: .topic("rain"), morph: Morph(.cover, of: nil)), subject: "topic")
  }

  @Test func anUnknownModelIsPassedOnAndAnEmptyOneIsNot() throws {
    try GenerateRequest(model: "Lyria 3 preview", words: .lyrics("la")).validate()
    try expectRefusal(GenerateRequest(model: ""), subject: "model")
  }

  @Test func emptyStylesAndTitlesAreNone() throws {
    try expectRefusal(GenerateRequest(words: .lyrics("la"), tag: ""), subject: "tag")
    try expectRefusal(GenerateRequest(words: .lyrics("la"), title: " "), subject: "title")
    try GenerateRequest(words: .lyrics("la")).validate()
  }

  private func expectRefusal(_ request: GenerateRequest, subject: String) throws {
    let error = try #require(throws: RiffusionError.self) { try request.validate() }
    #expect(error.code == .invalidValue)
    #expect(error.subject == subject)
    #expect("\(error)".hasPrefix("invalidValue: \(subject): "))
  }
}
