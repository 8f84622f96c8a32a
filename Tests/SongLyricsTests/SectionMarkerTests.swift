import SongLyrics
import Testing

@Suite struct SectionMarkerTests {
  @Test(arguments: [
    ("[Verse]", SectionKind.verse, nil as Int?), ("[Verse 2]", .verse, 2), ("[VERSE 3]", .verse, 3),
    ("[Verse2]", .verse, 2), ("[Verse II]", .verse, 2), ("[Verse #2]", .verse, 2),
    ("[Pre-Chorus]", .preChorus, nil), ("[Prechorus 1]", .preChorus, 1),
    ("[pre chorus]", .preChorus, nil), ("[Hook]", .chorus, nil), ("(Refrain)", .chorus, nil),
    ("[Final Chorus]", .chorus, nil), ("[Chorus: full band]", .chorus, nil),
    ("[Chorus - softer]", .chorus, nil), ("[Post-Chorus]", .postChorus, nil),
    ("[Middle 8]", .bridge, nil), ("[Guitar Solo]", .solo, nil),
    ("[Interlude]", .instrumental, nil),
    ("[Outro]", .outro, nil), ("[End]", .outro, nil), ("[Intro | piano]", .intro, nil),
    ("  [Bridge]\t", .bridge, nil), ("[Whistling]", .other, nil),
    ("[副歌]", .chorus, nil), ("[主歌 2]", .verse, 2), ("[主歌二]", .verse, 2), ("[主歌十二]", .verse, 12),
    ("[主歌二十]", .verse, 20), ("[第十段]", .verse, 10),
    ("[第二十一段]", .verse, 21),
    ("【间奏】", .instrumental, nil),
    ("[最后副歌]", .chorus, nil), ("[后副歌 2]", .postChorus, 2), ("（前奏）", .intro, nil),
    ("[サビ]", .chorus, nil), ("[Bメロ]", .preChorus, nil),
    ("[후렴]", .chorus, nil), ("[Estribillo]", .chorus, nil), ("[Verso 1]", .verse, 1),
    ("[Puente]", .bridge, nil), ("[Introducción]", .intro, nil), ("[Refrão]", .chorus, nil),
    ("[Pré-refrão]", .preChorus, nil), ("[Strophe 2]", .verse, 2), ("[Couplet 1]", .verse, 1),
    ("[Estrofe 2]", .verse, 2), ("[Pós-refrão]", .postChorus, nil), ("[Ponte]", .bridge, nil),
    ("[Pré-refrain]", .preChorus, nil), ("[Pont]", .bridge, nil), ("[Vorrefrain]", .preChorus, nil),
    ("[Brücke]", .bridge, nil), ("[Zwischenspiel]", .instrumental, nil), ("[後奏]", .outro, nil),
    ("[ラスサビ]", .chorus, nil), ("[Cメロ]", .bridge, nil), ("[1절]", .verse, 1),
    ("[브리지]", .bridge, nil), ("[Verse 1: Artist]", .verse, 1),
    ("[Instrumental]", .instrumental, nil),
    ("**Chorus**", .chorus, nil), ("**[Verse 2]**", .verse, 2), ("*Bridge*", .bridge, nil),
    ("__Outro__", .outro, nil), ("## Verse 2", .verse, 2), ("### [Hook]", .chorus, nil),
    ("Chorus:", .chorus, nil), ("Verse 2:", .verse, 2), ("副歌：", .chorus, nil),
    ("**Pre-Chorus:**", .preChorus, nil), ("Estribillo:", .chorus, nil),
    ("\u{200B}[Chorus]\u{FEFF}", .chorus, nil),
  ])
  func markersAreReadInEverySpelling(line: String, kind: SectionKind, number: Int?) throws {
    let marker = try #require(SectionMarker(line: line))
    #expect(marker.kind == kind)
    #expect(marker.number == number)
  }

  @Test func whatIsToBeRepeatedIsNamed() throws {
    let marker = try #require(SectionMarker(line: "(Repeat Chorus x2)"))
    #expect(marker.kind == .chorus)
    #expect(marker.repeats == 2)
    #expect(SectionMarker(line: "(repeat)") == nil)
  }

  @Test(arguments: [
    ("[Chorus x2]", 2), ("[Chorus ×3]", 3), ("[Chorus] ", 1), ("(Chorus 2x)", 2),
    ("[Chorus (x2)]", 2), ("[Chorus x0]", 1), ("[Chorus x99999999999999999999]", 1),
  ])
  func repeatsAreCounted(line: String, repeats: Int) throws {
    let marker = try #require(SectionMarker(line: line))
    #expect(marker.kind == .chorus)
    #expect(marker.repeats == repeats)
  }

  @Test(arguments: [
    "", "   ", "Verse 2", "(oh, oh, oh)", "(we sing the chorus again)", "[]", "[ ]", "(", "[",
    "[Verse] hello", "[a] and [b]", "hello [Chorus]", "[Verse", "Chorus: we sing", "She said:",
    "**", "***", "** **", "*laughs*", "**never again**", "#", "# 1", ":", "*Chorus", "Chorus*",
  ])
  func linesToBeSungAreNoMarkers(line: String) {
    #expect(SectionMarker(line: line) == nil)
  }

  @Test func textAndNameAreAsWritten() throws {
    let marker = try #require(SectionMarker(line: " [ Verse 2 ]\r\n"))
    #expect(marker.text == "[ Verse 2 ]")
    #expect(marker.name == "Verse 2")
  }

  @Test(arguments: [
    ("**Chorus x2**", "Chorus x2"), ("Verse 2:", "Verse 2"), ("## [ Hook ]", "Hook"),
  ])
  func theNameIsWithoutTheSignsAroundIt(line: String, name: String) throws {
    let marker = try #require(SectionMarker(line: line))
    #expect(marker.text == line)
    #expect(marker.name == name)
  }
}
