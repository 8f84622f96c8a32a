/// What credits are called, in the languages in which lyrics are commonly found.
///
/// Names are compared as those of sections are. The list is ours, from what song
/// services and files with times put above and below lyrics.
enum CreditNames {
  private static let names = Set(
    [
      "lyric", "lyrics", "lyricist", "lyricists", "words", "text", "music", "song", "songwriter",
      "songwriters", "writer", "writers", "writer(s)", "songwriter(s)", "written", "author",
      "composer", "composers", "composed", "composition", "producer", "producers", "produced",
      "production", "arranger", "arranged", "arrangement", "artist", "artists",
      "performed", "performer", "title", "album", "released", "release", "date", "label", "genre",
      "year", "copyright", "publisher", "published", "publishing", "source", "translation",
      "translated", "translator", "transcribed", "recorded", "recording", "mixed", "mixing",
      "mastered", "mastering", "engineer", "engineers", "engineered", "executive", "assistant",
      "additional", "co", "studio", "bpm", "tempo", "tuning", "key", "op",
      "sp", "isrc",
      "letra", "letras", "música", "autor", "autores", "autora", "compositor", "compositores",
      "composição", "productor", "produtor", "intérprete", "artista", "título", "álbum",
      "traducción", "tradução", "testo", "musica", "autori", "produttore", "traduzione",
      "paroles", "musique", "auteur", "auteurs", "compositeur", "compositeurs", "interprète",
      "titre", "traduction", "musik", "komponist", "produzent", "interpret", "titel",
      "übersetzung", "söz", "sözler", "müzik", "beste", "düzenleme", "słowa", "muzyka", "tekst",
      "wykonawca", "cipta", "ciptaan", "pencipta", "lagu", "lirik", "penyanyi", "sáng tác",
      "nhạc", "lời", "ca sĩ", "слова", "музыка", "автор", "авторы", "текст", "исполнитель",
      "перевод", "альбом",
      "词", "詞", "曲", "歌", "作词", "作詞", "作曲", "编曲", "編曲", "填词", "填詞", "谱曲", "譜曲",
      "演唱", "歌手", "原唱", "翻唱", "专辑", "專輯", "制作", "製作", "制作人", "製作人", "监制", "監製",
      "混音", "录音", "錄音", "母带", "母帶", "吉他", "贝斯", "貝斯", "键盘", "鍵盤", "弦乐", "弦樂",
      "和声", "和聲", "和音", "出品", "发行", "發行", "统筹", "統籌", "企划", "企劃", "翻译", "翻譯", "訳",
      "작사", "작곡", "편곡", "노래", "가수", "앨범",
    ].map(SectionNames.folded))

  /// What stands between names.
  private static let joints: Set<String> = [
    "by", "and", "und", "et", "y", "e", "i", "ve", "и", "dan", "di",
  ]

  /// Whether a label, such as `Words & music by` or `吉他 Guitar`, has nothing but names.
  static func areKnown(_ label: Substring) -> Bool {
    let whole = SectionNames.folded(String(label.trimmed))
    if names.contains(whole) { return true }
    let words = whole.split { $0.isWhitespace || "&/,+、，·".contains($0) }.map(String.init)
    let own = words.filter { !joints.contains($0) }
    return !own.isEmpty && own.allSatisfy(names.contains) || own.contains(where: holdsName)
  }

  /// Whether a word of a writing that parts no words holds a name, as 制作人 does.
  private static func holdsName(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy { $0.value > 0x2E80 }
      && names.contains { $0 == word || $0.count > 1 && word.contains($0) }
  }
}
