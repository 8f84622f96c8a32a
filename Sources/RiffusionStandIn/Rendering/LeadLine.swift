import SongLyrics

/// The parts that carry the tune: the voice, the voices behind it, and the lead instrument.
extension SectionWriter {
  /// Writes what is sung, centred, each syllable reached from the pitch before it.
  mutating func writeVoice(_ melody: Melody) {
    guard plan.style.singer != SongStyle.Singer.none else { return }
    let notes = melody.notes(of: section)
    let start = Double(4 * section.firstBar)
    var previous: Double?
    for note in notes {
      let pitch = Double(note.pitch)
      // The first note of a phrase is scooped up to.
      let from = previous ?? pitch - 1.5
      let beat = note.beat - start
      add(
        .voice, .syllable(note.syllable, pitch: pitch, from: from), beat: beat,
        length: note.length, velocity: 0.95)
      previous = pitch
      guard arrangement.hasBacking else { continue }
      // A third above, drawn to the chord.
      let chord = section.chord(atBeat: max(0, beat))
      let above = (2...5).first { interval in
        chord.tones.contains { (tonic + $0 + 120) % 12 == (note.pitch + interval) % 12 }
      }
      for (side, interval) in [(-0.75, above ?? 4), (0.75, 0)] {
        let second = pitch + Double(interval) + 0.08 * side
        add(
          .backing, .syllable(note.syllable, pitch: second, from: second), beat: beat,
          length: note.length, velocity: 0.6, pan: side, delay: 0.014)
      }
    }
  }

  /// Writes the lead instrument: the hook of the song, or short answers where somebody sings.
  mutating func writeLead() {
    guard arrangement.hasLead else { return }
    let hook = Self.hook(seed: plan.takeSeed)
    let octave = plan.key.tonic > 6 ? 60 : 72
    for bar in 0..<playedBars where !section.isSung || bar % 2 == 1 {
      for note in hook where note.bar == bar % 2 && (!section.isSung || note.beat >= 2.5) {
        let beat = Double(4 * bar) + note.beat
        let chord = section.chord(atBeat: beat)
        // The hook moves with the chords: its steps are counted from their roots.
        let step = chord.step + note.step - (chord.step > 3 ? 7 : 0)
        let semitones = plan.key.semitones(ofStep: step)
        let ends = bar == playedBars - 1 && note.beat + note.length > 3.5
        add(
          .lead, .pitch(Double(octave + plan.key.tonic + section.transposition + semitones)),
          beat: beat, length: ends ? min(note.length, 4 - note.beat) : note.length,
          velocity: section.isSung ? 0.5 : 0.8, pan: 0.2)
      }
    }
  }

  /// The hook of a song: two bars, in scale steps above the root of the chord.
  private static func hook(seed: UInt64) -> [(bar: Int, beat: Double, length: Double, step: Int)] {
    var random = RandomStream(seed: seed, .hook)
    let rhythms = [
      [[0, 1, 1.5, 2, 3], [0, 1.5, 2.5, 3]], [[0.5, 1, 1.5, 2.5, 3.5], [0, 1, 2, 3]],
      [[0, 0.75, 1.5, 2.5, 3], [0, 0.75, 1.5, 3]],
    ]
    let rhythm = random.pick(rhythms)
    return rhythm.enumerated().flatMap { bar, beats in
      beats.enumerated().map { index, beat in
        let next = index + 1 < beats.count ? beats[index + 1] : 4
        let step = index == 0 ? random.pick([0, 4, 7]) : random.pick([1, 2, 2, 4, 4, 5, 7])
        return (bar, beat, (next - beat) * 0.9, step)
      }
    }
  }
}
