import SongLyrics

/// The parts that carry the harmony: bass, chords, pad, arpeggio, and the chord that ends a song.
extension SectionWriter {
  /// The lowest note of the bass: E1, the open string.
  private static let lowestBass = 28

  /// Writes the bass in the rhythm of the groove.
  mutating func writeBass() {
    guard arrangement.hasBass else { return }
    let isBusy = arrangement.drums > 1
    for bar in 0..<playedBars {
      for (step, length, fifth) in bassRhythm(isBusy: isBusy) {
        let beat = Double(4 * bar) + Double(step) / 4
        let chord = section.chord(atBeat: beat)
        let root = Self.lowestBass + (tonic + chord.tones[0] + 120 - Self.lowestBass) % 12
        add(
          .bass, .pitch(Double(fifth ? root + 7 : root)), beat: beat, length: length,
          velocity: step == 0 ? 1 : 0.86)
      }
      // A step towards the next root at the end of a phrase.
      if isBusy, bar % 4 == 3, bar < playedBars - 1 {
        let chord = section.chord(atBeat: Double(4 * bar) + 4)
        let root = Self.lowestBass + (tonic + chord.tones[0] + 120 - Self.lowestBass) % 12
        add(
          .bass, .pitch(Double(root + 2)), beat: Double(4 * bar) + 3.5, length: 0.45,
          velocity: 0.8)
      }
    }
  }

  /// The notes of a bar: sixteenth, length in beats, whether it is the fifth of the chord.
  private func bassRhythm(isBusy: Bool) -> [(Int, Double, Bool)] {
    if arrangement.holdsChords { return [(0, 1.9, false), (8, 1.9, false)] }
    switch plan.style.groove {
    case .ballad:
      return isBusy
        ? [(0, 1.4, false), (6, 0.5, false), (8, 1.9, false)] : [(0, 1.9, false), (8, 1.9, false)]
    case .dance:
      return isBusy
        ? [2, 3, 6, 7, 10, 11, 14, 15].map { ($0, 0.24, false) }
        : [2, 6, 10, 14].map { ($0, 0.4, false) }
    case .rock: return stride(from: 0, to: 16, by: 2).map { ($0, 0.46, false) }
    case .folk: return [(0, 1.7, false), (8, 1.7, true)]
    case .hipHop: return [(0, 1.2, false), (6, 0.4, false), (10, 1.2, false)]
    case .latin: return [(0, 0.7, false), (6, 0.7, true), (12, 0.8, false)]
    case .pop:
      return isBusy
        ? [
          (0, 0.7, false), (4, 0.4, false), (7, 0.24, false), (8, 0.9, false), (12, 0.4, false),
          (14, 0.4, true),
        ]
        : [(0, 1.8, false), (8, 1.4, false), (14, 0.4, false)]
    }
  }

  /// Writes the chords as the instrument of the style plays them.
  mutating func writeChords() {
    for bar in 0..<playedBars {
      if arrangement.holdsChords {
        for half in 0..<2 { strike(beat: Double(4 * bar + 2 * half), length: 1.95, velocity: 0.8) }
        continue
      }
      switch plan.style.chordSound {
      case .piano: writePiano(bar: bar)
      case .strings: writeStrum(bar: bar)
      case .electricGuitar: writePowerChords(bar: bar)
      case .synth: writeStabs(bar: bar)
      }
    }
  }

  /// All tones of the chord at a beat, spread from left to right.
  private mutating func strike(
    beat: Double, length: Double, velocity: Double, lowest: Int = 55, strum: Double = 0.004
  ) {
    let tones = section.chord(atBeat: beat).voiced(from: lowest, tonic: tonic)
    for (index, tone) in tones.enumerated() {
      add(
        .chords, .pitch(Double(tone)), beat: beat, length: length, velocity: velocity,
        pan: -0.45 + 0.4 * Double(index), delay: Double(index) * strum)
    }
  }

  private mutating func writePiano(bar: Int) {
    let first = Double(4 * bar)
    if plan.style.groove == .ballad || arrangement.energy < 0.6 {
      // Broken chords in eighths: root, fifth, octave, third, and back.
      for eighth in 0..<8 {
        let beat = first + Double(eighth) / 2
        let chord = section.chord(atBeat: beat)
        let tones = chord.voiced(from: 52, tonic: tonic) + [chord.voiced(from: 64, tonic: tonic)[0]]
        add(
          .chords, .pitch(Double(tones[[0, 1, 2, 3, 2, 3, 1, 2][eighth]])), beat: beat, length: 1.2,
          velocity: eighth % 4 == 0 ? 0.85 : 0.6, pan: eighth % 2 == 0 ? -0.35 : 0.35)
      }
      if arrangement.energy > 0.8 { strike(beat: first, length: 3.8, velocity: 0.6, lowest: 60) }
    } else {
      for (beat, length) in [(0.0, 1.4), (1.5, 1.4), (3.0, 0.9)] {
        strike(beat: first + beat, length: length, velocity: 0.8)
      }
      if arrangement.energy > 0.8 {
        for beat in [0.0, 2.0] {
          strike(beat: first + beat, length: 1.9, velocity: 0.5, lowest: 64)
        }
      }
    }
  }

  private mutating func writeStrum(bar: Int) {
    // Down, down-up, up-down-up, the pattern that every guitarist learns first.
    let strokes = [(0, true), (4, true), (6, false), (10, false), (12, true), (14, false)]
    for (step, isDown) in strokes where arrangement.energy > 0.6 || step % 4 == 0 || step == 6 {
      let beat = Double(4 * bar) + Double(step) / 4
      let chord = section.chord(atBeat: beat)
      let tones = chord.voiced(from: 48, tonic: tonic) + chord.voiced(from: 60, tonic: tonic)
      for (index, tone) in (isDown ? tones : tones.reversed()).enumerated()
      where isDown || index < 4 {
        add(
          .chords, .pitch(Double(tone)), beat: beat, length: 1, velocity: isDown ? 0.62 : 0.42,
          pan: step % 8 < 4 ? -0.5 : 0.5, delay: 0.011 * Double(index))
      }
    }
  }

  private mutating func writePowerChords(bar: Int) {
    let isOpen = arrangement.energy > 0.8
    for step in stride(from: 0, to: 16, by: isOpen ? 8 : 2) {
      let beat = Double(4 * bar) + Double(step) / 4
      let root = 40 + (tonic + section.chord(atBeat: beat).tones[0] + 120 - 40) % 12
      for (interval, pan) in [(0, -0.7), (7, -0.6), (12, -0.7), (0, 0.7), (7, 0.6), (12, 0.7)] {
        add(
          .chords, .pitch(Double(root + interval) + 0.03 * pan), beat: beat,
          length: isOpen ? 1.9 : 0.3, velocity: isOpen ? 0.8 : 0.5, pan: pan,
          delay: pan > 0 ? 0.009 : 0)
      }
    }
  }

  private mutating func writeStabs(bar: Int) {
    let isBusy = arrangement.energy > 0.6
    for step in isBusy ? [0, 3, 6, 8, 11, 14] : [0, 6, 12] {
      strike(
        beat: Double(4 * bar) + Double(step) / 4, length: isBusy ? 0.45 : 0.9,
        velocity: 0.75, lowest: 57, strum: 0)
    }
  }

  /// Writes held chords behind everything, wide in the stereo field.
  mutating func writePad() {
    guard arrangement.hasPad else { return }
    var half = 0
    while half < 2 * playedBars {
      // One chord is held for as long as it lasts, up to two bars.
      let chord = section.chords[half]
      var end = half + 1
      while end < 2 * playedBars, end - half < 4, section.chords[end] == chord { end += 1 }
      for (index, tone) in chord.voiced(from: 57, tonic: tonic).enumerated() {
        for side in [-1.0, 1] {
          add(
            .pad, .pitch(Double(tone) + 0.05 * side), beat: Double(2 * half),
            length: Double(2 * (end - half)), velocity: 0.7, pan: side * (0.9 - 0.2 * Double(index))
          )
        }
      }
      half = end
    }
  }

  /// Writes broken chords in sixteenths or eighths, high and light.
  mutating func writeArpeggio() {
    guard arrangement.hasArpeggio else { return }
    let isFast = plan.style.groove == .dance || plan.style.groove == .pop
    for step in stride(from: 0, to: 16 * playedBars, by: isFast ? 2 : 4) {
      let beat = Double(step) / 4
      let tones = section.chord(atBeat: beat).voiced(from: 69, tonic: tonic)
      let index = [0, 1, 2, 1, 2, 0, 1, 2][step / 2 % 8]
      add(
        .arpeggio, .pitch(Double(tones[index] + (step % 16 == 14 ? 12 : 0))), beat: beat,
        length: 0.4, velocity: 0.6, pan: step / 2 % 2 == 0 ? -0.65 : 0.65)
    }
  }

  /// Writes the end of a song: the tonic chord, struck once by all and left to ring.
  mutating func writeLastChord() {
    let beat = Double(4 * playedBars)
    let length = Double(4 * SongForm.endingBars) - 2
    let root = Self.lowestBass + (tonic + 120 - Self.lowestBass) % 12
    if arrangement.hasBass {
      add(.bass, .pitch(Double(root)), beat: beat, length: length * 0.7, velocity: 0.9)
    }
    strike(beat: beat, length: length, velocity: 0.95, lowest: 52, strum: 0.03)
    strike(beat: beat, length: length, velocity: 0.7, lowest: 64, strum: 0.03)
    if arrangement.drums > 0 {
      add(.drums, .drum(.kick), beat: beat, length: 0.25, velocity: 0.9)
      add(.drums, .drum(.crash), beat: beat, length: 0.25, velocity: 0.6, pan: Drum.crash.pan)
    }
  }
}
