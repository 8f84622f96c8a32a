import Foundation

/// The names that sections go by, in the languages in which lyrics are commonly marked.
///
/// Names are compared folded: without case, accents, hyphens and width. The list is ours, from the
/// spellings that song services document and the section names of songwriting in each language.
enum SectionNames {
  private static let spellings: [SectionKind: [String]] = [
    .intro: [
      "intro", "introduction", "opening", "prelude", "introducción", "introdução", "introduzione",
      "entrada", "前奏", "序曲", "イントロ", "인트로",
      "entrée", "vorspiel", "einleitung", "вступление", "オープニング", "전주",
      "интро", "вступ", "도입부", "引子", "مقدمة", "المقدمة", "อินโทร", "परिचय", "giriş", "dạo đầu",
      "wstęp", "úvod", "pembuka",
    ],
    .verse: [
      "verse", "vers", "rap", "verso", "estrofa", "strofa", "couplet", "strophe", "zwrotka",
      "куплет", "主歌", "Aメロ", "벌스", "절",
      "estrofe", "stanza", "verset", "说唱", "說唱", "ヴァース", "平歌", "랩",
      "parte", "strofe", "sloka", "куплети", "버스", "番", "段", "节", "節", "مقطع", "المقطع", "كوبليه",
      "الكوبليه", "ท่อน", "ท่อนที่", "ร้อง", "เวิร์ส", "अंतरा", "antara", "bölüm", "kıta", "lời", "đoạn",
      "phiên khúc", "bait", "rangkap",
    ],
    .preChorus: [
      "pre-chorus", "prechorus", "pre-hook", "pre-refrain", "build", "build up", "buildup", "lift",
      "climb", "pre-estribillo", "pre-coro", "precoro", "pré-refrão", "pre-ritornello", "bridge up",
      "导歌", "導歌", "预副歌", "預副歌", "前副歌", "Bメロ", "프리코러스",
      "pre-ref", "pré-refrain", "vorrefrain", "pre-refrão", "pré-coro", "предприпев", "プリコーラス",
      "프리 코러스",
      "пре припев", "передприспів", "ما قبل اللازمة", "قبل اللازمة", "ก่อนฮุก", "พรีฮุก", "ท่อนก่อนฮุก",
      "nakarat öncesi", "ön nakarat", "tiền điệp khúc", "przed refren", "przedrefren", "pra chorus",
      "pra korus", "pra reff",
    ],
    .chorus: [
      "chorus", "hook", "refrain", "estribillo", "coro", "refrão", "ritornello", "kehrreim",
      "refren", "припев", "副歌", "サビ", "大サビ", "코러스", "후렴",
      "refrein", "refräng", "コーラス", "후렴구", "사비", "싸비",
      "refrén", "хук", "рефрен", "приспів", "훅", "高潮", "لازمة", "اللازمة", "كورس", "الكورس", "ฮุก",
      "ฮุค", "ท่อนฮุก", "ท่อนฮุค", "คอรัส", "मुखड़ा", "mukhda", "कोरस", "स्थायी", "nakarat", "điệp khúc",
      "đk", "ref", "reff", "korus",
    ],
    .postChorus: [
      "post-chorus", "postchorus", "post-hook", "post-estribillo", "post-coro", "post-refrain",
      "后副歌", "後副歌", "포스트코러스",
      "pós-refrão", "pos-coro", "pós-coro", "pos-estribillo", "post-ritornello", "nachrefrain",
      "ポストコーラス", "포스트 코러스",
      "постприпев", "пост припев",
    ],
    .bridge: [
      "bridge", "middle 8", "middle eight", "puente", "ponte", "pont", "brücke", "бридж",
      "桥段", "橋段", "过渡", "過渡", "Cメロ", "ブリッジ", "브릿지",
      "special", "überleitung", "zwischenteil", "Dメロ", "브리지",
      "brug", "brygga", "міст", "جسر", "الجسر", "บริดจ์", "ท่อนบริดจ์", "पुल", "köprü", "cầu nối",
      "mostek",
      "przejście", "jembatan",
    ],
    .instrumental: [
      "instrumental", "interlude", "break", "breakdown", "drop", "turnaround", "interludio",
      "interlúdio", "interlude instrumental", "zwischenspiel", "проигрыш", "间奏", "間奏", "간주",
      "instrumentalteil", "strumentale", "instrumentale", "interludio instrumental", "过门", "過門",
      "インタールード", "간주곡",
      "فاصل موسيقي", "ดนตรี", "enstrümantal", "ara nağme", "dạo giữa", "dạo nhạc",
    ],
    .solo: ["solo", "соло", "独奏", "獨奏", "ソロ", "솔로", "โซโล", "โซโล่"],
    .outro: [
      "outro", "coda", "tag", "ending", "end", "fade out", "fadeout", "final", "finale", "cierre",
      "fin", "schluss", "尾奏", "尾声", "尾聲", "结尾", "結尾", "アウトロ", "아웃트로",
      "salida", "saída", "chiusura", "nachspiel", "ausklang", "концовка", "後奏", "后奏", "아웃로", "후주",
      "аутро", "кінцівка", "خاتمة", "الخاتمة", "เอาท์โทร", "เอาต์โทร", "encerramento", "çıkış", "kết",
      "zakończenie", "závěr", "penutup",
    ],
  ]

  /// Names that also qualify another ("Final Chorus"), and so count only when they stand alone;
  /// so do the post-choruses in 最后副歌 and 最後副歌, which mean the last chorus.
  private static let standingAlone: Set<String> = [
    "final", "finale", "fin", "end", "opening", "后副歌", "後副歌",
    // Words of other languages, and single signs.
    "parte", "loi", "ket", "bait", "ref", "番", "段", "节", "節",
  ]

  private static let kinds: [String: SectionKind] = {
    var kinds: [String: SectionKind] = [:]
    for (kind, names) in spellings {
      for name in names { kinds[folded(name)] = kind }
    }
    return kinds
  }()

  /// The names that are written without spaces between words, the longest first.
  private static let unspaced: [String] =
    kinds.keys.filter { !$0.allSatisfy(\.isASCII) }.sorted { ($0.count, $0) > ($1.count, $1) }

  /// A name as names are compared: lower case, without accents, words parted by single spaces.
  static func folded(_ name: String) -> String {
    let plain = name.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return plain.split { $0.isWhitespace || "-_.‐‑".contains($0) }.joined(separator: " ")
  }

  /// The kind of a name that is one of the list as a whole.
  static func kind(of name: String) -> SectionKind? { kinds[folded(name)] }

  /// The kind that a longer description names, such as "Final Chorus" or "Guitar Solo".
  ///
  /// The longest name inside wins, and of equally long ones the last: in "Chorus Outro" the last
  /// word is what the part is, the first says of what.
  static func kind(within description: String) -> SectionKind? {
    let text = folded(description)
    let words = text.split(separator: " ")
    for length in stride(from: min(words.count, 3), to: 0, by: -1) {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        let name = words[start..<start + length].joined(separator: " ")
        if let kind = kinds[name], !standingAlone.contains(name) { return kind }
      }
    }
    return unspaced.first { text.contains($0) && !standingAlone.contains($0) }
      .flatMap { kinds[$0] }
  }
}
