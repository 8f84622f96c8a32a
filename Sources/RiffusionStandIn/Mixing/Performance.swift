import AudioModel
import SongLyrics

/// What the synthesizer is asked to play: everything that decides the samples.
struct Performance: Hashable, Sendable {
  /// What is sung.
  var lyrics: String
  /// The style tags.
  var style: String
  /// Decides what lyrics and style leave open.
  var seed: UInt64
  /// Which take of the same song it is; see `SongPlan`.
  var take = 0
  /// Whether it goes on from another song, and so has no intro.
  var continues = false
  /// Whether the other singer sings than style and seed would choose.
  var swapsSinger = false

  /// The plan of it.
  var plan: SongPlan {
    SongPlan(
      lyrics: Lyrics(lyrics), style: style, seed: seed, continues: continues, take: take,
      swapsSinger: swapsSinger)
  }

  /// The same tune with another accompaniment: at its tempo, and in its key unless the tags ask for
  /// a mood of their own.
  ///
  /// - Parameters:
  ///   - tags: The style; what plays the chords is changed in any case.
  ///   - choice: Which of the instruments that may play them, from 0.
  /// - Returns: What is to be played.
  func inStyle(_ tags: String, choice: Int) -> Performance {
    let plan = plan
    let key = plan.key.isMinor ? "minor" : "major"
    let styles = ["synth", "acoustic guitar", "piano"].map {
      "\(plan.tempo) bpm, \(tags), \($0), \(key)"
    }
    let others = styles.filter { SongStyle(tags: $0).chordSound != plan.style.chordSound }
    var other = self
    other.style = (others.isEmpty ? styles : others)[choice % max(1, others.count)]
    return other
  }

  /// A passage that fills a stretch inside the song: its form without what ends a song.
  ///
  /// - Parameters:
  ///   - lyrics: What is sung in it; sung again from the start if the stretch is longer.
  ///   - take: Which take of it.
  ///   - length: The stretch, in seconds.
  /// - Returns: A performance whose last section starts after the stretch.
  func passage(singing lyrics: String, take: Int, atLeast length: Double) -> Performance {
    var passage = self
    passage.continues = true
    passage.take = take
    let sections = Lyrics(lyrics).sections
    // A section lasts a bar at least, so the loop ends; the bound is for songs of hours.
    for times in 1...1000 {
      passage.lyrics =
        Lyrics(sections: Array(repeating: sections, count: times).flatMap { $0 }).text
      let ending = passage.plan.sections.last
      if sections.isEmpty || (ending?.time.start ?? 0) >= length { break }
    }
    return passage
  }
}
