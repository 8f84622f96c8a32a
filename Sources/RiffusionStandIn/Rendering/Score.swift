import SongLyrics

/// A part of the arrangement, mixed on a channel strip of its own.
enum Part: Int, CaseIterable, Sendable {
  case drums, bass, chords, pad, arpeggio, lead, voice, backing
}

/// One note of one part.
struct NoteEvent: Sendable {
  /// What is played: a pitch, a drum or a syllable.
  enum Sound: Sendable {
    /// A MIDI pitch number, tuned equally, 69 for 440 Hz.
    case pitch(Double)
    case drum(Drum)
    /// A syllable on a MIDI pitch, reached from another one.
    case syllable(Syllable, pitch: Double, from: Double)
  }

  let part: Part
  let sound: Sound
  /// Where it starts, in seconds from the start of the song.
  let start: Double
  /// How long it is held, in seconds; what rings after it is not counted.
  let length: Double
  /// Linear, from 0 to about 1.
  let velocity: Float
  /// The place in the stereo field, from −1 at the left to 1.
  let pan: Float
}

/// All notes of a song in the order of their starts.
struct Score {
  private(set) var events: [NoteEvent] = []

  /// Writes the score of a plan: each section's parts, and the last chord.
  init(plan: SongPlan) {
    let melody = Melody(plan: plan)
    for (index, section) in plan.sections.enumerated() {
      let isEnding = index == plan.sections.count - 1
      var writer = SectionWriter(
        plan: plan, section: section,
        arrangement: Arrangement(section: section, style: plan.style, isEnding: isEnding),
        playedBars: section.bars - (isEnding ? SongForm.endingBars : 0))
      let next = isEnding ? nil : plan.sections[index + 1]
      writer.writeDrums(next: next)
      writer.writeBass()
      writer.writeChords()
      writer.writePad()
      writer.writeArpeggio()
      writer.writeLead()
      writer.writeVoice(melody)
      if isEnding { writer.writeLastChord() }
      events += writer.events
    }
    // Sorted with the place in the list as second key, since Swift's sort is not promised stable.
    events = events.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
      .map(\.element)
  }
}

/// Writes the notes of one section; each part has a file of its own.
struct SectionWriter {
  let plan: SongPlan
  let section: PlannedSection
  let arrangement: Arrangement
  /// The bars in which there is playing; at the end of a song fewer than the section has.
  let playedBars: Int
  private(set) var events: [NoteEvent] = []
  /// Small differences of touch; keyed by the place in the song, so that no two bars are the same.
  private var touch: RandomStream

  init(plan: SongPlan, section: PlannedSection, arrangement: Arrangement, playedBars: Int) {
    self.plan = plan
    self.section = section
    self.arrangement = arrangement
    self.playedBars = playedBars
    touch = RandomStream(seed: plan.takeSeed, .touch, section.firstBar)
  }

  /// The pitch class of the tonic in this section.
  var tonic: Int { (plan.key.tonic + section.transposition) % 12 }

  /// Adds a note at a beat of the section.
  ///
  /// - Parameters:
  ///   - part: The part that plays it.
  ///   - sound: What is played.
  ///   - beat: Beats from the start of the section; sixteenths that the style swings come later.
  ///   - length: In beats.
  ///   - velocity: Linear; the energy of the section and a little chance scale it.
  ///   - pan: From −1 at the left to 1.
  ///   - delay: Seconds after the beat, as between the strings of a strum.
  mutating func add(
    _ part: Part, _ sound: NoteEvent.Sound, beat: Double, length: Double, velocity: Double,
    pan: Double = 0, delay: Double = 0
  ) {
    let sixteenth = beat * 4
    let isOff = sixteenth.rounded() == sixteenth && Int(sixteenth) % 2 != 0
    let swung = beat + (isOff ? plan.style.swing / 4 : 0)
    // Players are within some milliseconds of the beat; the first beat of a section is on it.
    let spread = beat == 0 ? 0.001 : 0.004
    let late = touch.number(in: -spread...spread) + delay
    let start = plan.seconds(atBeat: Double(4 * section.firstBar) + swung) + late
    let strength = (0.45 + 0.55 * arrangement.energy) * touch.number(in: 0.92...1.06)
    events.append(
      NoteEvent(
        part: part, sound: sound, start: max(0, start),
        length: plan.seconds(atBeat: length), velocity: Float(velocity * strength),
        pan: Float(pan)))
  }
}
