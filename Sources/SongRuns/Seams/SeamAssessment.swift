import AudioModel
import Foundation
import SongAnalysis

/// From what was found and measured to what is said.
struct SeamAssessment {
  /// What was to be kept.
  let kept: Kept
  /// The song that was sent.
  let source: SongSketch
  /// The song that came back.
  let result: SongSketch
  /// Where the kept parts are in the result.
  let found: SeamSearch
  /// How well they were kept, sample by sample; `nil` for what is not there, or silent.
  let sounds: (prefix: KeptSound?, suffix: KeptSound?)

  /// The report on two files of these names.
  func report(source sourcePath: String, result resultPath: String) -> SeamReport {
    let seams = zip(sides, sides.dropFirst()).map { seam($0, $1) }
    let match = SoundMatch(of: newSide, in: source, known)
    let newPart = SeamReport.NewPart(
      duration: newSide.range.duration.rounded(toDecimals: 3),
      levelOffset: match.levelOffsetInDB?.rounded(toDecimals: 2),
      levelDistance: match.distanceInDB?.rounded(toDecimals: 2),
      keyShift: match.keyShift, keyEvidence: match.keyEvidence.rounded(toDecimals: 3))
    let faults = SeamFaults(
      kept: kept, found: found, keptReports: keptReports, seams: seams, newPart: newPart,
      isSilent: result.integratedLoudness == nil, resultDuration: result.duration)
    let judgement = SeamJudgement(faults.all)
    return SeamReport(
      source: sourcePath, result: resultPath, verdict: judgement.verdict,
      score: judgement.score.rounded(toDecimals: 4), reasons: judgement.reasons,
      holds: found.extent, kept: keptReports, seams: seams, newPart: newPart,
      cropUsed: found.prefix?.range.end.rounded(toDecimals: 3), isClamped: faults.isClamped)
  }

  private var gain: Double { sounds.prefix?.gainInDB ?? sounds.suffix?.gainInDB ?? 0 }

  /// Where the new music begins and ends in the result, in seconds.
  private var newRange: TimeRange {
    let start = min(
      result.duration,
      found.prefix?.rangeInResult.end
        ?? (found.extent == .tail ? 0 : min(kept.prefixEnd, result.duration)))
    let end =
      kept.suffixStart == nil
      ? result.duration : found.suffix?.rangeInResult.start ?? kept.suffixStart ?? result.duration
    return TimeRange(start: max(0, start), end: max(start, min(end, result.duration)))
  }

  private var newSide: SeamSide { SeamSide(song: result, range: newRange, gainInDB: gain) }

  /// Kept start, new music and, of an inpaint, kept end.
  private var sides: [SeamSide] {
    let end = min(found.prefix?.range.end ?? kept.prefixEnd, source.duration)
    let early = SeamSide(song: source, range: TimeRange(start: 0, end: end))
    guard let start = kept.suffixStart else { return [early, newSide] }
    let from = min(found.suffix?.range.start ?? start, source.duration)
    return [
      early, newSide,
      SeamSide(song: source, range: TimeRange(start: from, end: source.duration)),
    ]
  }

  /// What of the source the new music should sound like.
  private var known: [TimeRange] {
    switch kept {
    case .before: [TimeRange(start: 0, end: source.duration)]
    case .outside(let start, let end):
      [
        TimeRange(start: 0, end: min(start, source.duration)),
        TimeRange(start: min(end, source.duration), end: source.duration),
      ]
    }
  }

  private var keptReports: [SeamReport.KeptReport] {
    let prefix = report(.start, found.prefix, sounds.prefix)
    return kept.suffixStart == nil ? [prefix] : [prefix, report(.end, found.suffix, sounds.suffix)]
  }

  private func report(
    _ name: SeamReport.KeptReport.Part, _ part: SeamSearch.Part?, _ sound: KeptSound?
  ) -> SeamReport.KeptReport {
    let lag = sound?.lag ?? part?.lag
    return SeamReport.KeptReport(
      part: name,
      lag: found.extent == .tail
        ? part.map { _ in 0 } : lag.map { (1000 * $0).rounded(toDecimals: 3) },
      gain: sound?.gainInDB.rounded(toDecimals: 2),
      residual: sound?.residualInDB.rounded(toDecimals: 1),
      worstSecond: part?.kept.worstSecondInDB?.rounded(toDecimals: 1))
  }

  private func seam(_ before: SeamSide, _ after: SeamSide) -> SeamReport.Seam {
    let measures = SeamMeasures(before: before, after: after, song: source)
    let isFirst = before.song.duration == source.duration && before.range.start == 0
    let time = isFirst ? after.range.start : before.range.end
    let gap = SeamGap(
      in: result.moments, at: time, usual: TimeRange(start: 0, end: result.duration))
    return SeamReport.Seam(
      time: time.rounded(toDecimals: 3),
      timeInSource: (isFirst ? before.range.end : after.range.start).rounded(toDecimals: 3),
      loudnessStep: measures.loudnessStepInLU?.rounded(toDecimals: 2),
      beatPhaseError: measures.beat.map { (1000 * $0.beatError).rounded(toDecimals: 1) },
      beatPhaseEvidence: measures.beat?.beatEvidence.rounded(toDecimals: 3),
      barPhaseError: measures.beat?.barError.rounded(toDecimals: 2),
      barPhaseEvidence: measures.beat?.barEvidence.rounded(toDecimals: 3),
      tempoRatio: measures.tempo?.ratio.rounded(toDecimals: 4),
      tempoEvidence: measures.tempo?.evidence.rounded(toDecimals: 3),
      spectralJump: measures.jump?.ratio?.rounded(toDecimals: 2),
      gap: gap?.depthInDB.rounded(toDecimals: 1), usualGap: gap?.usualInDB.rounded(toDecimals: 1))
  }
}
