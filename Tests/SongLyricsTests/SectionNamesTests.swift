import SongLyrics
import Testing

/// The names of sections in the languages of lyrics.
@Suite struct SectionNamesTests {
  @Test(arguments: [
    // Japanese
    ("【サビ】", SectionKind.chorus, nil as Int?), ("【Aメロ】", .verse, nil), ("［Ｂメロ］", .preChorus, nil),
    ("【1番】", .verse, 1), ("[落ちサビ]", .chorus, nil), ("【間奏】", .instrumental, nil),
    ("【ギターソロ】", .solo, nil), ("【アウトロ】", .outro, nil), ("〈サビ〉", .chorus, nil),
    ("《副歌》", .chorus, nil), ("「サビ」", .chorus, nil), ("Aメロ：", .verse, nil),
    ("Ｃメロ：", .bridge, nil), ("【Dメロ】", .bridge, nil), ("【大サビ】", .chorus, nil),
    // Korean
    ("[후렴]", .chorus, nil), ("[벌스 1]", .verse, 1), ("[2절]", .verse, 2),
    ("[프리코러스]", .preChorus, nil),
    ("[브릿지]", .bridge, nil), ("[간주]", .instrumental, nil), ("[도입부]", .intro, nil),
    ("[마지막 후렴]", .chorus, nil), ("[훅]", .chorus, nil), ("[버스 1]", .verse, 1),
    // Chinese
    ("[第一段]", .verse, 1), ("[第二节]", .verse, 2), ("[主歌1]", .verse, 1), ("[预副歌]", .preChorus, nil),
    ("[桥段]", .bridge, nil), ("[高潮]", .chorus, nil),
    // Arabic
    ("[المقطع الأول]", .verse, 1), ("[مقطع ٢]", .verse, 2), ("[اللازمة]", .chorus, nil),
    ("[لازمة]", .chorus, nil), ("[كورس]", .chorus, nil), ("[مقدمة]", .intro, nil),
    ("[المقدمة]", .intro, nil), ("[الجسر]", .bridge, nil), ("[جسر]", .bridge, nil),
    ("[الخاتمة]", .outro, nil), ("[خاتمة]", .outro, nil), ("[ما قبل اللازمة]", .preChorus, nil),
    // Russian, Ukrainian
    ("[Припев]", .chorus, nil), ("[Куплет 1]", .verse, 1), ("[1 куплет]", .verse, 1),
    ("[Предприпев]", .preChorus, nil), ("[Пре-припев]", .preChorus, nil), ("[Бридж]", .bridge, nil),
    ("[Интро]", .intro, nil), ("[Аутро]", .outro, nil), ("[Проигрыш]", .instrumental, nil),
    ("[Соло]", .solo, nil), ("[Хук]", .chorus, nil), ("[Постприпев]", .postChorus, nil),
    ("[Приспів]", .chorus, nil), ("[Вступ]", .intro, nil), ("Припев:", .chorus, nil),
    ("(Припев)", .chorus, nil),
    // Thai
    ("[ท่อนฮุก]", .chorus, nil), ("[ท่อนฮุค]", .chorus, nil), ("[ฮุก]", .chorus, nil),
    ("[ท่อน 1]", .verse, 1), ("[ท่อนที่ ๒]", .verse, 2), ("[ร้อง]", .verse, nil),
    ("[อินโทร]", .intro, nil), ("[ท่อนบริดจ์]", .bridge, nil), ("[ก่อนฮุก]", .preChorus, nil),
    ("[โซโล่]", .solo, nil), ("[ดนตรี]", .instrumental, nil), ("[เอาท์โทร]", .outro, nil),
    ("[คอรัส]", .chorus, nil),
    // Hindi
    ("[मुखड़ा]", .chorus, nil), ("[अंतरा 1]", .verse, 1), ("[अंतरा २]", .verse, 2),
    ("[कोरस]", .chorus, nil), ("[स्थायी]", .chorus, nil), ("[Mukhda]", .chorus, nil),
    ("[Antara 2]", .verse, 2), ("[पुल]", .bridge, nil), ("[परिचय]", .intro, nil),
    // Portuguese, Spanish, Italian
    ("[Refrão]", .chorus, nil), ("[Verso 2]", .verse, 2), ("[Primeira Parte]", .verse, 1),
    ("[Segunda Parte]", .verse, 2), ("[Pré-Refrão]", .preChorus, nil), ("[Ponte]", .bridge, nil),
    ("[Encerramento]", .outro, nil), ("[Parte 1]", .verse, 1), ("[Final]", .outro, nil),
    ("[Coro]", .chorus, nil), ("[Pre-Coro]", .preChorus, nil), ("[Puente]", .bridge, nil),
    ("[Strofa 1]", .verse, 1), ("[Pre-Ritornello]", .preChorus, nil), ("[Bridge]", .bridge, nil),
    // German, French, Dutch, Swedish
    ("[Strophe 1]", .verse, 1), ("[1. Strophe]", .verse, 1), ("[Refrain]", .chorus, nil),
    ("[Pre-Refrain]", .preChorus, nil), ("[Zwischenspiel]", .instrumental, nil),
    ("[Couplet 2]", .verse, 2), ("[2e Couplet]", .verse, 2), ("[Pré-refrain]", .preChorus, nil),
    ("[Pont]", .bridge, nil), ("[Refrein]", .chorus, nil), ("[Brug]", .bridge, nil),
    ("[Refräng]", .chorus, nil), ("[Brygga]", .bridge, nil),
    // Turkish
    ("[Nakarat]", .chorus, nil), ("[Verse 1]", .verse, 1), ("[Bölüm 1]", .verse, 1),
    ("[1. Bölüm]", .verse, 1), ("[Köprü]", .bridge, nil), ("[Giriş]", .intro, nil),
    ("[Çıkış]", .outro, nil), ("[Nakarat Öncesi]", .preChorus, nil),
    ("[Ön Nakarat]", .preChorus, nil),
    ("[Kıta 2]", .verse, 2), ("[NAKARAT]", .chorus, nil),
    // Vietnamese
    ("[Điệp khúc]", .chorus, nil), ("[ĐK]", .chorus, nil), ("[Lời 1]", .verse, 1),
    ("[Đoạn 2]", .verse, 2), ("[Tiền điệp khúc]", .preChorus, nil), ("[Dạo đầu]", .intro, nil),
    ("[Cầu nối]", .bridge, nil), ("[Kết]", .outro, nil), ("ĐK:", .chorus, nil),
    ("[Phiên khúc 1]", .verse, 1), ("[Dạo giữa]", .instrumental, nil),
    // Polish, Czech
    ("[Zwrotka 1]", .verse, 1), ("[Refren]", .chorus, nil), ("[Przed-refren]", .preChorus, nil),
    ("[Przedrefren]", .preChorus, nil), ("[Mostek]", .bridge, nil),
    ("[Wstęp]", .intro, nil), ("[Zakończenie]", .outro, nil), ("[Przejście]", .bridge, nil),
    ("[Sloka 1]", .verse, 1), ("[Refrén]", .chorus, nil),
    // Indonesian, Malay
    ("[Bait 1]", .verse, 1), ("[Reff]", .chorus, nil), ("[Reff 2]", .chorus, 2),
    ("Reff:", .chorus, nil),
    ("[Pra-Chorus]", .preChorus, nil), ("[Jembatan]", .bridge, nil), ("[Korus]", .chorus, nil),
    ("[Pra-Korus]", .preChorus, nil), ("[Ref]", .chorus, nil), ("[Rangkap 1]", .verse, 1),
    ("[Penutup]", .outro, nil), ("[Pembuka]", .intro, nil),
  ])
  func namesAreKnown(line: String, kind: SectionKind, number: Int?) throws {
    let marker = try #require(SectionMarker(line: line))
    #expect(marker.kind == kind)
    #expect(marker.number == number)
  }

  /// Lines with the words of names in them.
  @Test(arguments: [
    "(most)", "「サビの前」", "<3", "{la la}", "《la la》", "2 times", "番", "第一次", "Nakarat nakarat",
    "ref la", "Bait me", "(first)", "1.",
  ])
  func linesToBeSungAreNoMarkers(line: String) {
    #expect(SectionMarker(line: line) == nil)
  }

  @Test(arguments: ["[most people]", "[La loi]", "[click bait]", "[la la]"])
  func wordsOfOtherLanguagesNameNothing(line: String) {
    #expect(SectionMarker(line: line)?.kind == .other)
  }
}
