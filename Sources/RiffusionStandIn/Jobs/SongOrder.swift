import AudioModel

/// A request for songs, checked, in the terms of no dialect.
struct SongOrder: Sendable {
  /// What is to be done with which song.
  enum Work: Sendable {
    case create
    /// From an idea; the lyrics are invented.
    case topic
    case cover(Song)
    /// Kept up to a time in seconds, and continued from there.
    case extend(Song, at: Double)
    case inpaint(Song, TimeRange)
    case swapVocals(Song)
    case swapSound(Song)
  }

  /// What is to be done.
  let work: Work
  /// The words of what is new.
  let lyrics: String
  /// The style tags; empty for those of the source.
  let style: String
  /// The title.
  let title: String
  /// The model's name.
  let model: String
  /// Whether nothing is to be sung.
  let isInstrumental: Bool

  /// What is charged.
  var operation: PaidOperation {
    switch work {
    case .create: .create
    case .topic: .topic
    case .cover: .cover
    case .extend: .extend
    case .inpaint: .inpaint
    case .swapVocals: .swapVocals
    case .swapSound: .swapSound
    }
  }

  /// How one of the songs is made.
  ///
  /// Two songs of one request have two seeds, or, where the source's tempo and key must go on, two
  /// takes. Cover and both swaps are played anew, since the synthesizer has no stems: a cover from
  /// another seed; with swapped vocals the accompaniment of the same seed plays to another singer;
  /// with swapped sound the same tune is sung to another style.
  ///
  /// - Parameters:
  ///   - index: 0 for the first song, 1 for the second.
  ///   - seed: Follows from the request.
  ///   - length: How long songs are to be.
  /// - Returns: What is to be rendered.
  func recipe(ofSong index: Int, seed: UInt64, length: SongLength) -> SongRecipe {
    let lyrics = self.lyrics.isEmpty ? "" : length.lyrics(self.lyrics)
    var fresh = Performance(
      lyrics: length.lyrics(self.lyrics), style: length.style(played(style)),
      seed: RandomStream(seed: seed, .form, index + (operation == .cover ? 2 : 0)).seedOfItsOwn,
      continues: length == .brief)
    switch work {
    case .create, .topic: return .whole(fresh)
    case .cover(let source):
      let original = source.recipe.performance(at: 0).performance
      if style.isEmpty { fresh.style = original.style }
      if lyrics.isEmpty { fresh.lyrics = original.lyrics }
      return .whole(fresh)
    case .extend(let source, let crop):
      var (next, _) = source.recipe.performance(at: crop.nextDown)
      next.lyrics = lyrics.isEmpty ? "[Instrumental]" : lyrics
      next.continues = true
      next.take = index
      if isInstrumental { next.style += ", instrumental" }
      return .spliced(into: source.recipe, .init(start: crop, end: nil, performance: next))
    case .inpaint(let source, let range):
      return inpaint(source.recipe, range, take: index + 1, lyrics: lyrics)
    case .swapVocals(let source):
      return source.recipe.played { original in
        var swapped = original
        swapped.swapsSinger.toggle()
        if !lyrics.isEmpty { swapped.lyrics = lyrics }
        swapped.take = index
        return swapped
      }
    case .swapSound(let source):
      return source.recipe.played { original in
        original.inStyle(style, choice: index)
      }
    }
  }

  /// The recipe of a song with one stretch made anew.
  ///
  /// New words start on the song's bar line at or before the stretch, so that the beat goes on. The
  /// words that the source sings already, or none, give another take of the same bars.
  private func inpaint(
    _ source: SongRecipe, _ range: TimeRange, take: Int, lyrics: String
  ) -> SongRecipe {
    var (performance, offset) = source.performance(at: range.start)
    if !lyrics.isEmpty, lyrics != performance.lyrics {
      let bar = performance.plan.seconds(atBeat: Double(SongPlan.beatsPerBar))
      offset = offset.truncatingRemainder(dividingBy: bar)
      performance = performance.passage(
        singing: lyrics, take: take, atLeast: offset + range.duration)
    }
    performance.take = take
    return .spliced(
      into: source,
      .init(start: range.start, end: range.end, performance: performance, offset: offset))
  }

  private func played(_ style: String) -> String {
    isInstrumental ? "\(style), instrumental" : style
  }
}
