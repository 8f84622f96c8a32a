import SongLyrics

/// The key of a song: its tonic and its scale.
package struct Key: Hashable, Sendable {
  /// The pitch class of the tonic, 0 for C to 11 for B.
  package let tonic: Int
  /// Whether the scale is natural minor rather than major.
  package let isMinor: Bool

  /// The name of the key, such as "A minor".
  package var name: String {
    let names = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
    return "\(names[tonic]) \(isMinor ? "minor" : "major")"
  }

  /// How many semitones a scale step lies above the tonic; step 7 is the octave, and so on both ways.
  func semitones(ofStep step: Int) -> Int {
    let scale = isMinor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11]
    let octave = Int((Double(step) / 7).rounded(.down))
    return scale[step - 7 * octave] + 12 * octave
  }
}

/// A chord as a step of the scale with the thirds above it.
struct Chord: Hashable, Sendable {
  /// The step of the root, 0 for the tonic to 6.
  let step: Int
  /// The tones, in semitones above the tonic of the key, root first.
  let tones: [Int]

  /// The triad on a step of the scale; the dominant of a minor key has the leading tone.
  init(step: Int, in key: Key) {
    self.step = step
    var tones = [0, 2, 4].map { key.semitones(ofStep: step + $0) }
    if key.isMinor, step == 4 { tones[1] += 1 }
    self.tones = tones
  }

  /// The tones of the chord in the octave from a lowest pitch upwards, in rising order.
  ///
  /// Common tones of two chords stay where they are, as a pianist's hand would leave them.
  func voiced(from lowest: Int, tonic: Int) -> [Int] {
    tones.map { tone in
      let above = (tonic + tone - lowest) % 12
      return lowest + (above < 0 ? above + 12 : above)
    }.sorted()
  }
}

/// The chords of each kind of section in one song.
struct Harmony: Sendable {
  let key: Key
  private let verse: [Int]
  private let preChorus: [Int]
  private let chorus: [Int]
  private let bridge: [Int]

  /// The progressions of a song, four bars each, chosen by its seed.
  init(key: Key, seed: UInt64) {
    self.key = key
    var random = RandomStream(seed: seed, .progression)
    if key.isMinor {
      verse = random.pick([[0, 5, 2, 6], [0, 6, 5, 6], [0, 3, 0, 4]])
      preChorus = random.pick([[3, 6, 5, 4], [5, 6, 3, 4]])
      chorus = random.pick([[5, 6, 0, 2], [0, 2, 6, 5], [5, 2, 6, 0]])
      bridge = random.pick([[3, 0, 5, 4], [3, 5, 3, 6]])
    } else {
      verse = random.pick([[0, 5, 3, 4], [0, 2, 3, 4], [0, 3, 5, 4], [0, 4, 3, 3]])
      preChorus = random.pick([[3, 4, 5, 4], [1, 4, 1, 4], [3, 0, 1, 4]])
      chorus = random.pick([[0, 4, 5, 3], [3, 4, 0, 5], [5, 3, 0, 4], [3, 0, 4, 5]])
      bridge = random.pick([[5, 2, 3, 4], [1, 5, 3, 4], [3, 5, 1, 4]])
    }
  }

  /// The chords of a section, one for each half bar.
  ///
  /// A pre-chorus ends on the dominant; the last two bars of an ending are the tonic.
  func chords(of kind: SectionKind, bars: Int, isEnding: Bool) -> [Chord] {
    let steps =
      switch kind {
      case .intro, .verse, .other: verse
      case .preChorus: preChorus
      case .chorus, .postChorus, .instrumental, .outro: chorus
      case .bridge, .solo: bridge
      }
    var chords = (0..<2 * bars).map { half in
      let bar = half / 2 % 4
      // In every other phrase of a chorus the last bar moves on in its middle.
      let moves = kind == .chorus && half % 16 == 15
      return Chord(step: moves ? 4 : steps[bar], in: key)
    }
    if kind == .preChorus, bars > 0 {
      chords[2 * bars - 1] = Chord(step: 4, in: key)
      chords[2 * bars - 2] = Chord(step: bars % 4 == 0 ? steps[3] : 4, in: key)
    }
    if isEnding {
      for half in chords.indices.suffix(4) { chords[half] = Chord(step: 0, in: key) }
    }
    return chords
  }
}
