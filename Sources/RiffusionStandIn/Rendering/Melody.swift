import SongLyrics

/// The tunes of a song: one for each kind of section, sung again whenever the kind returns.
///
/// A tune is a contour and a rhythm over the sixteenths of a line. Words with more or fewer
/// syllables take more or fewer notes of it, so verse 2 has the tune of verse 1.
struct Melody {
  /// A syllable and its note.
  struct Note {
    /// The line of the section.
    let line: Int
    let syllable: Syllable
    /// Where it starts, in beats from the start of the song.
    let beat: Double
    /// How long it is held, in beats.
    let length: Double
    /// The MIDI number of the pitch.
    let pitch: Int
  }

  private let plan: SongPlan
  /// The MIDI number of the tonic in the low register of the singer.
  private let tonic: Int

  /// The tunes of a plan.
  init(plan: SongPlan) {
    self.plan = plan
    // An octave above, where choruses lie, is between D#3 and D4 then; a high voice is one higher.
    let lowest = Self.singer(of: plan) == .low ? 39 : 51
    tonic = lowest + (plan.key.tonic + 12 - lowest % 12) % 12
  }

  /// Who sings: the style says so, or the seed, unless the singers are swapped.
  static func singer(of plan: SongPlan) -> SongStyle.Singer {
    var random = RandomStream(seed: plan.seed, .voice)
    let chosen = plan.style.singer ?? (random.chance(0.5) ? .high : .low)
    guard plan.swapsSinger else { return chosen }
    return switch chosen {
    case .high: .low
    case .low: .high
    case .none: .none
    }
  }

  /// The notes that are sung in a section, in order.
  func notes(of section: PlannedSection) -> [Note] {
    section.lines.indices.flatMap { notes(ofLine: $0, in: section) }
  }

  private func notes(ofLine index: Int, in section: PlannedSection) -> [Note] {
    let line = section.lines[index]
    // Lines of a verse go A B A C, so that it has a tune and an end.
    let variant = [0, 1, 0, 2][index % 4]
    let tune = 16 * Self.order(of: section.kind) + variant
    let slots = onsets(count: line.syllables.count, bars: line.bars, tune: tune)
    let contour = contour(length: 16 * line.bars, kind: section.kind, tune: tune)
    let start = Double(4 * (section.firstBar + line.firstBar))

    return line.syllables.indices.map { syllable in
      let slot = slots[syllable]
      let beat = Double(slot) / 4
      let isLast = syllable == line.syllables.count - 1
      // The last beat is left for a breath and for the pick-up of the next line.
      let next = isLast ? Double(4 * line.bars) - 1 : Double(slots[syllable + 1]) / 4
      let held = min(next - beat, isLast ? 3 : 1.5)
      let chord = section.chord(atBeat: max(0, Double(4 * line.firstBar) + beat))
      let isStrong = isLast || (slot >= 0 && slot % 8 == 0)
      let step = contour[min(contour.count - 1, max(0, slot))]
      return Note(
        line: index, syllable: line.syllables[syllable], beat: max(0, start + beat),
        length: max(0.12, held * 0.94),
        pitch: tonic + section.transposition + pitch(step, on: chord, isStrong: isStrong))
    }
  }

  /// The sixteenths of a line on which its syllables start; a negative one is a pick-up.
  private func onsets(count: Int, bars: Int, tune: Int) -> [Int] {
    var random = RandomStream(seed: plan.takeSeed, .rhythm, tune)
    let last = 12 * bars
    let pickUp = random.chance(0.35) && count > 4 ? random.pick([1, 2]) : 0
    var weights = (0..<max(last, count)).map { slot in
      // On the beat before off it, eighths before sixteenths, the first of all first.
      let metre = slot == 0 ? 3 : slot % 4 == 0 ? 1.0 : slot % 2 == 0 ? 0.85 : 0.2
      return (slot: slot, weight: metre + 0.5 * random.unit())
    }
    weights.sort { ($0.weight, $1.slot) > ($1.weight, $0.slot) }
    let onsets = weights.prefix(count - pickUp).map(\.slot).sorted()
    return (0..<pickUp).map { 2 * ($0 - pickUp) } + onsets
  }

  /// The scale steps of a tune, one for each sixteenth: a walk that is drawn to its centre.
  private func contour(length: Int, kind: SectionKind, tune: Int) -> [Int] {
    var random = RandomStream(seed: plan.takeSeed, .contour, tune)
    let centre = Self.centre(of: kind)
    var step = centre + random.pick([-1, 0, 1, 2])
    return (0..<length).map { slot in
      if slot % 2 == 0, slot > 0 {
        let pull = Double(centre - step) * 0.35
        step += Int((random.number(in: -2.2...2.2) + pull).rounded())
        // A pre-chorus climbs.
        if kind == .preChorus, slot % 16 == 8 { step += 1 }
      }
      return step
    }
  }

  /// The semitones of a scale step; on a strong beat, of the chord tone that is nearest to it.
  private func pitch(_ step: Int, on chord: Chord, isStrong: Bool) -> Int {
    let semitones = plan.key.semitones(ofStep: step)
    guard isStrong else { return semitones }
    let tones = chord.tones.flatMap { tone in [-12, 0, 12].map { tone + $0 } }
    return tones.min { abs($0 - semitones) < abs($1 - semitones) } ?? semitones
  }

  /// The middle of the tune, in scale steps above the low tonic: a chorus lies above its verse.
  private static func centre(of kind: SectionKind) -> Int {
    switch kind {
    case .chorus, .postChorus: 7
    case .preChorus: 4
    case .bridge: 5
    default: 2
    }
  }

  private static func order(of kind: SectionKind) -> Int {
    SectionKind.allCases.firstIndex(of: kind) ?? 0
  }
}
