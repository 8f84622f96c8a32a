package import RiffusionAPI
package import SongAnalysis
import SongLyrics

/// The rounds of going on from a song.
package struct ExtendRun: Sendable {
  /// What was asked for, as a whole.
  package let plan: RunPlan
  /// What was asked for of the rounds.
  package let extend: ExtendPlan
  /// The latest crop that the provider keeps, in seconds; `nil` where none is known.
  package let latestCrop: Double?

  /// The rounds of a plan.
  package init(_ plan: RunPlan, _ extend: ExtendPlan, latestCrop: Double?) {
    self.plan = plan
    self.extend = extend
    self.latestCrop = latestCrop
  }

  /// Whether a run is at its end after a round.
  ///
  /// - Parameters:
  ///   - round: The round that was just done, from 1.
  ///   - song: The song that was kept of it.
  /// - Returns: Whether there is nothing more to order.
  package func isDone(after round: Int, with song: LibrarySong) -> Bool {
    if let until = extend.until { return (song.duration ?? 0) >= until }
    return round >= extend.rounds ?? 1
  }

  /// Whether a round cannot be ordered without hearing its source: not where the user gave the cut.
  package func needsAnalysis(in round: Int) -> Bool {
    round > 1 || extend.cropEndAt == nil
  }

  /// What the source of a round sings.
  private func lyrics(of source: LibrarySong, in round: Int) -> String? {
    let lyrics = (round == 1 ? plan.sourceLyrics : nil) ?? source.lyrics
    return lyrics.flatMap { Lyrics($0).sections.isEmpty ? nil : $0 }
  }

  /// The order of a round.
  ///
  /// - Parameters:
  ///   - round: The round, from 1.
  ///   - source: The song to go on from.
  ///   - heard: What was heard in it; `nil` where it was not listened to.
  ///   - previous: Where the round before cut, in seconds.
  ///   - strengths: The strengths that the source was made with.
  /// - Returns: The order, ready to be sent.
  /// - Throws: `SongRunError` where there is no point to cut at that can be trusted, or no words.
  package func order(
    in round: Int, of source: LibrarySong, heard: AnalysisDocument?, previous: Double?,
    strengths: Strengths?
  ) throws(SongRunError) -> PlannedOrder {
    if round == 1, let until = extend.until, let duration = source.duration, duration >= until {
      throw SongRunError(
        code: .longEnough, subject: source.title ?? source.id,
        detail: "it lasts \(duration.clock(decimals: 1)) already; say --rounds to make it longer")
    }
    let choice: RunChoice
    if round == 1, let crop = extend.cropEndAt {
      choice = RunChoice(asked: .extend(cropEndAt: crop), in: heard, singing: source.words)
    } else if let heard {
      choice = try CropChoice(
        anchor: try Anchor(extend.anchor), previous: previous, latest: latestCrop,
        isBold: plan.isBold
      ).choose(in: heard)
    } else {
      throw SongRunError(
        code: .unresolvedSource, subject: source.id,
        detail: "there is no audio of it to listen to: give its file, or --at TIME")
    }
    let crop = choice.cropEndAt ?? 0
    var order = PlannedOrder(
      plan, .extend(cropEndAt: crop), of: source, parentStrengths: strengths)
    order.choice = choice

    let sung = lyrics(of: source, in: round)
    let parts = sung.flatMap { text in
      PartLyrics(Lyrics(text), heard: heard?.sections ?? [], cut: crop)
    }
    let (words, notice) = try words(in: round, parts: parts, sung: sung, of: source)
    order.request.words = .lyrics(words)
    order.notices += [notice].compactMap(\.self)
    // Where it is not known what the source sings before the cut, the provider's word counts.
    if parts != nil || sung == nil {
      order.lyrics = (parts?.kept ?? Lyrics("")).appending(Lyrics(words)).text
    }
    return order
  }

  /// The words of the new part, and what is to be said of them.
  private func words(
    in round: Int, parts: PartLyrics?, sung: String?, of source: LibrarySong
  ) throws(SongRunError) -> (text: String, notice: String?) {
    if !extend.parts.isEmpty {
      return (extend.parts[min(round, extend.parts.count) - 1], nil)
    }
    if case .lyrics(let text)? = plan.template.words { return (text, nil) }
    if plan.template.instrumental == true { return ("", nil) }
    if let parts, parts.after.sections.contains(where: \.isSung) {
      return (parts.after.text, "the new part sings what the source sings after the cut")
    }
    if let sung, let ending = PartLyrics.ending(of: Lyrics(sung)) {
      return (ending.text, "the new part sings the last chorus once more, and an outro")
    }
    throw SongRunError(
      code: .noLyrics, subject: source.title ?? source.id,
      detail: "give the words of the new part with --lyrics, or those of the source with "
        + "--source-lyrics")
  }
}

extension LyricsSection {
  /// Whether there is a word to be sung.
  fileprivate var isSung: Bool { !lines.isEmpty }
}
