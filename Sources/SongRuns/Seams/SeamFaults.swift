import AudioModel
import Foundation
import RiffusionAPI
import SongAnalysis

/// Every fault that the measurements of a result show, each weighed by its tolerance.
struct SeamFaults {
  /// What was to be kept.
  let kept: Kept
  /// Where the kept parts are in the result.
  let found: SeamSearch
  /// How they were kept.
  let keptReports: [SeamReport.KeptReport]
  /// What was measured at each seam.
  let seams: [SeamReport.Seam]
  /// What was measured of the new music.
  let newPart: SeamReport.NewPart
  /// Whether the result has no loudness.
  let isSilent: Bool
  /// How long the result is, in seconds.
  let resultDuration: Double

  /// What is shorter has no loudness, in seconds: a gating block of ITU-R BS.1770-5.
  private static let leastHeard = 0.4

  /// The crop beyond which some providers are known not to go, in seconds.
  private static let knownCeiling = Morph.Transform.knownCropCeilingInSeconds

  /// All of them, audible or not.
  var all: [SeamFault] {
    if isSilent {
      return [
        .breaking(
          resultDuration < Self.leastHeard
            ? "the result lasts \(words(resultDuration, 2)) s: too short to be heard"
            : "the result is silent")
      ]
    }
    guard found.extent != nil else {
      return [
        .breaking(
          found.isRemade
            ? "the part that was to be kept was made anew: the same music, another recording"
            : "nothing of the part that was to be kept is in the result")
      ]
    }
    return keptReports.flatMap(of) + ofPlace + seams.flatMap(of) + ofNewPart
  }

  /// Whether the result leaves the source at the known ceiling, though a later crop was asked for.
  var isClamped: Bool {
    guard case .before(let crop) = kept, crop > Self.knownCeiling + SeamTolerance.place,
      let used = found.prefix?.range.end
    else { return false }
    return abs(used - Self.knownCeiling) <= SeamTolerance.place
  }

  private func of(_ part: SeamReport.KeptReport) -> [SeamFault] {
    let name = part.part == .start ? "the kept start" : "the kept end"
    var faults: [SeamFault] = []
    if let lag = part.lag {
      faults.append(
        SeamFault(
          severity: abs(lag) / SeamTolerance.lag,
          reason: "\(name) comes \(words(abs(lag), 1)) ms too \(lag > 0 ? "late" : "early")"))
    }
    if let residual = part.residual {
      faults.append(
        SeamFault(
          severity: Self.ratio(residual, SeamTolerance.residual),
          reason: "\(name) is not quite the source: what differs is at \(words(residual, 1)) dB",
          isBreaking: residual > SeamTolerance.otherMusic))
    }
    if let worst = part.worstSecond {
      faults.append(
        SeamFault(
          severity: Self.ratio(worst, SeamTolerance.worstSecond),
          reason: "a second of \(name) is not the source's", isBreaking: worst > 0))
    }
    return faults
  }

  private var ofPlace: [SeamFault] {
    var faults: [SeamFault] = []
    if let used = found.prefix?.range.end {
      let early = kept.prefixEnd - used
      let place = "\(words(used, 2)) s instead of \(words(kept.prefixEnd, 2)) s"
      if isClamped {
        let ceiling = words(Self.knownCeiling, 0)
        faults.append(
          SeamFault(
            severity: 1,
            reason: "the provider went on at \(place): it clamps at \(ceiling) s"))
      } else {
        faults.append(
          SeamFault(
            severity: abs(early) / SeamTolerance.place,
            reason: "the result leaves the source at \(place)",
            isBreaking: early > SeamTolerance.otherPlace))
      }
    } else if found.extent == .whole {
      faults.append(.breaking("the kept start is not in the result"))
    }
    if kept.suffixStart != nil, found.suffix == nil {
      faults.append(.breaking("the kept end is not in the result"))
    }
    // Half a second is less than any section, and more than a decoder's loss.
    if newPart.duration < 0.5 { faults.append(.breaking("nothing new follows the kept part")) }
    return faults
  }

  private func of(_ seam: SeamReport.Seam) -> [SeamFault] {
    let place = "at \(words(seam.time, 2)) s"
    var faults: [SeamFault] = []
    if let error = seam.beatPhaseError, let evidence = seam.beatPhaseEvidence {
      faults.append(
        SeamFault(
          severity: evidence / SeamTolerance.beatEvidence,
          reason: "the beat comes \(words(abs(error), 0)) ms "
            + "\(error > 0 ? "late" : "early") \(place)"))
    }
    if let error = seam.barPhaseError, let evidence = seam.barPhaseEvidence {
      faults.append(
        SeamFault(
          severity: evidence / SeamTolerance.barEvidence,
          reason: "the bar lines are \(words(abs(error), 1)) beats off \(place)"))
    }
    if let ratio = seam.tempoRatio, let evidence = seam.tempoEvidence {
      faults.append(
        SeamFault(
          severity: abs(log(ratio)) / SeamTolerance.tempo
            * min(1, evidence / SeamTolerance.tempoEvidence),
          reason: "the tempo changes by \(words(100 * (ratio - 1), 1)) % \(place)"))
    }
    if let gap = seam.gap, let usual = seam.usualGap {
      faults.append(
        SeamFault(
          severity: max(0, gap - usual) / SeamTolerance.gap,
          reason: "the sound breaks off for a moment \(place)"))
    }
    return faults
  }

  private var ofNewPart: [SeamFault] {
    var faults: [SeamFault] = []
    if let excess = levelExcess {
      faults.append(
        SeamFault(
          severity: abs(excess) / SeamTolerance.level,
          reason: "the new part is \(words(abs(excess), 1)) dB too \(excess > 0 ? "loud" : "soft")")
      )
    }
    if let shift = newPart.keyShift, let evidence = newPart.keyEvidence, shift != 0 {
      faults.append(
        SeamFault(
          severity: evidence / SeamTolerance.keyEvidence,
          reason: "the new part is \(abs(shift)) semitones too \(shift < 0 ? "high" : "low")"))
    }
    return faults
  }

  /// How much too loud the new part is, in dB: the offset from what sounds like it and the step at
  /// the seam, each weighed by how sure it is.
  private var levelExcess: Double? {
    guard let offset = newPart.levelOffset, let distance = newPart.levelDistance else {
      return nil
    }
    guard let step = seams.first?.loudnessStep else { return offset }
    let offsetVariance = pow(SeamTolerance.offsetDeviation * distance, 2)
    let stepVariance = pow(SeamTolerance.stepDeviation, 2)
    return (offset * stepVariance + step * offsetVariance) / (offsetVariance + stepVariance)
  }

  /// How far a level is above its tolerance, as an amplitude.
  private static func ratio(_ level: Double, _ tolerance: Double) -> Double {
    pow(10, (level - tolerance) / 20)
  }

  private func words(_ number: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", number)
  }
}
