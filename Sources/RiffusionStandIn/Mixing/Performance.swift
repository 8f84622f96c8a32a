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

  /// The same song played in another style: at its tempo, with its tonic, chords and singer's seed.
  func inStyle(_ tags: String) -> Performance {
    let plan = plan
    var other = self
    other.style = "\(plan.tempo) bpm, \(tags), \(plan.key.isMinor ? "minor" : "major")"
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
