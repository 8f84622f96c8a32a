/// Why the end of the last chorus may be somewhere else.
struct ChorusDoubts {
  /// Another section is worth a word if it ends the last chorus with at least this chance; ours, by
  /// judgement.
  private static let leastChance = 0.2
  /// A cut is unsure below this confidence: it is as likely wrong as right.
  private static let leastConfidence = 0.5

  /// Each reason in words, the weightiest first; none where nothing speaks against it.
  let reasons: [String]

  /// The doubts about section `last` as the end of the last chorus.
  ///
  /// `chances` says how likely each section ends it, by the names of the song's sections;
  /// `metreConfidence` how sure the bar lines are. Nothing ends later than the sound, at `soundEnd`,
  /// and the silence after it leaves no doubt.
  init(
    _ sections: [SectionReport], last: Int, chances: [Int: Double], metreConfidence: Double?,
    soundEnd: Double? = nil
  ) {
    let soundEnd = soundEnd ?? .infinity
    func end(of section: Int) -> Double { min(sections[section].end, soundEnd) }
    var reasons: [String] = []
    let other = chances.filter {
      sections.indices.contains($0.key) && end(of: $0.key) != end(of: last)
    }
    .max { ($0.value, $0.key) < ($1.value, $1.key) }
    if let other, other.value >= Self.leastChance {
      reasons.append("it could also end at \(end(of: other.key).clock(decimals: 1))")
    }
    if last + 1 < sections.count, sections[last].end < soundEnd {
      if sections[last + 1].group == sections[last].group {
        reasons.append("what follows repeats its music")
      }
      if sections[last + 1].confidence < Self.leastConfidence {
        reasons.append("the change there is hard to hear")
      }
    }
    if let metreConfidence, metreConfidence < RhythmReport.leastMetreConfidence {
      reasons.append("the bar lines are unsure")
    }
    self.reasons = reasons
  }

  /// The reasons as the end of a sentence; empty where there are none.
  var inWords: String {
    reasons.isEmpty ? "" : "; unsure: " + reasons.joined(separator: ", ")
  }
}
