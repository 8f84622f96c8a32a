import AudioModel
package import SongLyrics

/// A song before it sounds: its tempo, its key and its sections, to the bar line.
///
/// The same lyrics, style and seed give the same plan. Tempo, key, chords and tunes follow from the
/// style and the seed alone, so a continuation with other lyrics fits the song that it continues.
package struct SongPlan: Sendable {
  /// Beats in a bar: all songs are in 4/4.
  package static let beatsPerBar = 4

  /// Beats per minute, constant and seldom a whole number.
  package let tempo: Double

  /// The key in which it starts.
  package let key: Key

  /// The sections, each from where the one before ends; the first starts at 0.
  package let sections: [PlannedSection]

  /// How long the song is, in seconds, its last chord and a moment of silence included.
  package var duration: Double { sections.last?.time.end ?? 0 }

  let style: SongStyle
  let seed: UInt64
  /// The seed of what another take changes: the tunes, the fills and the touch.
  let takeSeed: UInt64
  /// Whether the other singer sings than the one whom style and seed would choose.
  let swapsSinger: Bool

  /// Plans a song.
  ///
  /// - Parameters:
  ///   - lyrics: What is sung. Empty lyrics give a song without words.
  ///   - style: Tags such as "pop ballad, piano, female voice"; "96.4 bpm" sets the tempo.
  ///   - seed: Decides everything that lyrics and tags leave open.
  ///   - continues: Whether it goes on from another song, and so has no intro of its own.
  ///   - take: Which performance it is. Another take has the tempo, key, chords, form and singer of
  ///     the first one, 0, and other tunes, fills and touches.
  ///   - swapsSinger: Whether the other singer sings than style and seed would choose.
  package init(
    lyrics: Lyrics, style: String, seed: UInt64, continues: Bool = false, take: Int = 0,
    swapsSinger: Bool = false
  ) {
    let style = SongStyle(tags: style)
    var random = RandomStream(seed: seed, .tempo)
    // To a tenth, as sequencers show it.
    let tempo = (random.number(in: style.tempoRange) * 10).rounded() / 10
    random = RandomStream(seed: seed, .key)
    let key = Key(tonic: Int(random.unit() * 12), isMinor: random.chance(style.minorChance))
    let lift = style.maySwitchKey && random.chance(0.5) ? 2 : 0

    let form = SongForm(lyrics: lyrics, tempo: tempo, seed: seed, continues: continues)
    let harmony = Harmony(key: key, seed: seed)
    func seconds(atBar bar: Int) -> Double { Double(Self.beatsPerBar * bar) * 60 / tempo }
    let lastChorus = form.sections.lastIndex { $0.kind == .chorus } ?? form.sections.count
    let chorusCount = form.sections.count { $0.kind == .chorus }

    var sections: [PlannedSection] = []
    var bar = 0
    for (index, section) in form.sections.enumerated() {
      let isLast = index == form.sections.count - 1
      sections.append(
        PlannedSection(
          kind: section.kind, marker: section.marker?.text, lyricsSection: section.lyricsSection,
          time: TimeRange(
            start: seconds(atBar: bar), end: seconds(atBar: bar + section.bars)),
          firstBar: bar, bars: section.bars,
          occurrence: form.sections[..<index].count { $0.kind == section.kind },
          isLastOfKind: !form.sections[(index + 1)...].contains { $0.kind == section.kind },
          transposition: chorusCount > 2 && index >= lastChorus ? lift : 0,
          chords: harmony.chords(of: section.kind, bars: section.bars, isEnding: isLast),
          lines: section.lines))
      bar += section.bars
    }
    self.tempo = tempo
    self.key = key
    self.sections = sections
    self.style = style
    self.seed = seed
    self.swapsSinger = swapsSinger
    // Takes lie as far apart as the generator's states do; see RandomStream.
    takeSeed = seed &+ UInt64(bitPattern: Int64(take)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The time of a beat, in seconds; beats are counted from 0 at the start of the song.
  package func seconds(atBeat beat: Double) -> Double { beat * 60 / tempo }

  /// The words that are sung, with their times, and each marker where its section starts: at the
  /// bar line, or before it with a pick-up.
  package var words: [TimedWord] {
    let melody = Melody(plan: self)
    return sections.enumerated().flatMap { index, section in
      var words: [TimedWord] = []
      let isRepeat = index > 0 && sections[index - 1].lyricsSection == section.lyricsSection
      let notes = melody.notes(of: section)
      if let marker = section.marker, !isRepeat {
        let start = min(
          section.time.start, notes.first.map { seconds(atBeat: $0.beat) } ?? .infinity)
        words.append(TimedWord(text: marker, start: start, end: start))
      }
      let notesOfLine = Dictionary(grouping: notes, by: \.line)
      for (line, written) in section.lines.enumerated() {
        for (word, text) in written.words.enumerated() {
          let sung = (notesOfLine[line] ?? []).filter { $0.syllable.word == word }
          guard let first = sung.first, let last = sung.last else { continue }
          words.append(
            TimedWord(
              text: text, start: seconds(atBeat: first.beat),
              end: seconds(atBeat: last.beat + last.length)))
        }
      }
      return words
    }
  }
}
