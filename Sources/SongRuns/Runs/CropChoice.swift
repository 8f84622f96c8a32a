import AudioModel
package import SongAnalysis

/// Where a round of an extend run cuts, and how that is decided.
package struct CropChoice: Sendable {
  /// What the song shall be gone on from.
  package var anchor: Anchor
  /// Where the last round cut, in seconds: this one cuts later.
  package var previous: Double?
  /// The latest crop that the provider keeps, in seconds.
  package var latest: Double?
  /// Whether a point of low confidence is taken.
  package var isBold: Bool

  /// A choice of one round.
  package init(
    anchor: Anchor, previous: Double? = nil, latest: Double? = nil, isBold: Bool = false
  ) {
    self.anchor = anchor
    self.previous = previous
    self.latest = latest
    self.isBold = isBold
  }

  /// The point in a song.
  ///
  /// The anchor's own point, if the provider keeps that much and the song grows by it; else the best
  /// other one of the analysis, and the reason says so.
  ///
  /// - Throws: `SongRunError` of code `noSuchAnchor` or `noSuchSection` where the song has no such
  ///   point, `unsure` where it is not trusted, as the last chorus of a file that lacks its end.
  package func choose(in song: AnalysisDocument) throws(SongRunError) -> RunChoice {
    let wanted = try anchor.crop(in: song)
    let choice = try fitting(wanted, in: song)
    let others = song.suggestions.extend.filter {
      $0.cropEndAt != choice.cropEndAt && canCut(at: $0.cropEndAt)
    }
    .map { "\($0.anchor) at \($0.cropEndAt.clock(decimals: 1)) (\($0.confidence.percent))" }
    if !isBold, !anchor.isSection, song.lacksItsEnd {
      throw SongRunError(
        code: .unsure, subject: "\(anchor)",
        detail: "the file stops at \(song.decode.durationInSeconds.clock(decimals: 1)), in the "
          + "middle of the song, and what it lacks may hold another chorus; fetch it again, or say "
          + "--yes to pay for the cut at \((choice.cropEndAt ?? 0).clock(decimals: 1)), --from "
          + "SECTION or --at for another point")
    }
    try choice.requireTrust(
      of: "the cut at \((choice.cropEndAt ?? 0).clock(decimals: 1))", in: song, as: "\(anchor)",
      isBold: isBold,
      instead: (others.isEmpty ? "" : "There are also \(others.joined(separator: ", ")). ")
        + (previous == nil
          ? "Say --yes to pay for it, --from or --at for another point"
          : "Resume the run with --yes to pay for it, or extend the song that was kept from another "
            + "point"))
    return choice
  }

  /// A song must grow by at least this much, in seconds, for another round to make sense: ours, about
  /// one bar.
  private static let leastProgress = 2.0

  /// Whether the provider keeps so much of the song, and it grows by a cut there.
  private func canCut(at time: Double) -> Bool {
    time <= latest ?? .infinity && time >= previous.map { $0 + Self.leastProgress } ?? 0
  }

  private func fitting(
    _ wanted: ExtendSuggestion, in song: AnalysisDocument
  ) throws(SongRunError) -> RunChoice {
    guard !canCut(at: wanted.cropEndAt) else { return RunChoice(wanted) }
    let latest = latest ?? .infinity
    let others = song.suggestions.extend.filter { canCut(at: $0.cropEndAt) }
    let why =
      wanted.cropEndAt > latest
      ? "\(wanted.anchor) at \(wanted.cropEndAt.clock(decimals: 1)) is later than the "
        + "\(latest.clock(decimals: 1)) that the provider keeps"
      : "\(wanted.anchor) at \(wanted.cropEndAt.clock(decimals: 1)) was cut at before"
    guard let best = others.max(by: { $0.confidence < $1.confidence }) else {
      throw SongRunError(
        code: .noSuchAnchor, subject: "\(anchor)",
        detail: why + ", and there is no other point; say --from or --at")
    }
    return RunChoice(best, because: "\(best.reason) (\(why))")
  }
}

extension Anchor {
  /// Whether it is named, rather than found from the end of the song.
  fileprivate var isSection: Bool {
    if case .section = self { true } else { false }
  }
}

extension AnalysisDocument {
  /// Whether the song was cut before it came to its end; of a file that is not whole the silence
  /// or the fade at its end tells that it was not.
  fileprivate var lacksItsEnd: Bool {
    decode.status != .ok && quality.contains { $0.kind == "abrupt-end" }
  }
}
