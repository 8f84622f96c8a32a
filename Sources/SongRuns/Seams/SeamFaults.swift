import AudioModel
import Foundation
import SongAnalysis

/// Every fault that the measurements of a result show, each weighed against what is usual.
struct SeamFaults {
  let kept: Kept
  let found: SeamSearch
  let keptReports: [SeamReport.KeptReport]
  let seams: [SeamReport.Seam]
  let newPart: SeamReport.NewPart
  let isSilent: Bool
  let duration: Double

  /// All of them, audible or not.
  var all: [SeamFault] {
    if isSilent { return [.breaking("the result is silent")] }
    guard found.extent != nil else {
      return [.breaking("nothing of the part that was to be kept is in the result")]
    }
    return ofKeptParts + ofPlace + seams.flatMap(of) + ofNewPart
  }

  /// Whether the result leaves the source at the known ceiling, though a later crop was asked for.
  var isClamped: Bool {
    guard case .before(let crop) = kept, crop > SeamCheck.knownCeiling + 0.5,
      let used = found.prefix?.range.end
    else { return false }
    return abs(used - SeamCheck.knownCeiling) <= 0.5
  }

  private var ofKeptParts: [SeamFault] {
    keptReports.flatMap { part -> [SeamFault] in
      let name = part.part == .start ? "the kept start" : "the kept end"
      var faults: [SeamFault] = []
      if let lag = part.lag {
        faults.append(
          SeamFault(
            severity: min(6, abs(lag)),
            reason: "\(name) comes \(words(abs(lag), 1)) ms too \(lag > 0 ? "late" : "early")"))
      }
      if let residual = part.residual {
        faults.append(
          SeamFault(
            severity: min(10, pow(10, (residual + 10) / 20)),
            reason: "\(name) is not quite the source: \(words(residual, 1)) dB differ",
            isBreaking: residual > -3))
      }
      if let worst = part.worstSecond {
        faults.append(
          SeamFault(
            severity: min(10, pow(10, (worst + 8) / 20)),
            reason: "a second of \(name) is not the source's", isBreaking: worst > 0))
      }
      return faults
    }
  }

  private var ofPlace: [SeamFault] {
    guard let used = found.prefix?.range.end else {
      guard found.extent == .whole else { return [] }
      return [.breaking("the kept start is not in the result")]
    }
    var faults: [SeamFault] = []
    let early = kept.prefixEnd - used
    if isClamped {
      faults.append(
        SeamFault(
          severity: 2,
          reason: "the provider went on at \(words(used, 2)) s instead of "
            + "\(words(kept.prefixEnd, 2)) s: it clamps at \(words(SeamCheck.knownCeiling, 0)) s"))
    } else if abs(early) > 0.1 {
      faults.append(
        SeamFault(
          severity: min(10, abs(early) / 0.2),
          reason: "the result leaves the source at \(words(used, 2)) s, not at "
            + "\(words(kept.prefixEnd, 2)) s", isBreaking: early > 1))
    }
    if kept.suffixStart != nil, found.suffix == nil {
      faults.append(.breaking("the kept end is not in the result"))
    }
    if newPart.duration < 0.5 {
      faults.append(.breaking("nothing new follows the kept part"))
    }
    return faults
  }

  private func of(_ seam: SeamReport.Seam) -> [SeamFault] {
    let place = "at \(words(seam.time, 2)) s"
    var faults: [SeamFault] = []
    if let step = seam.loudnessStep {
      faults.append(
        SeamFault(
          severity: min(4, abs(step) / 12),
          reason: "the loudness steps by \(words(step, 1)) LU \(place)"))
    }
    if let error = seam.beatPhaseError, let evidence = seam.beatPhaseEvidence {
      faults.append(
        SeamFault(
          severity: min(6, evidence / 0.3),
          reason: "the beat is \(words(abs(error), 0)) ms off \(place)"))
    }
    if let error = seam.barPhaseError, let evidence = seam.barPhaseEvidence {
      faults.append(
        SeamFault(
          severity: min(6, evidence / 0.4),
          reason: "the bar is \(words(abs(error), 1)) beats off \(place)"))
    }
    if let ratio = seam.tempoRatio, let evidence = seam.tempoEvidence {
      faults.append(
        SeamFault(
          severity: min(6, evidence / 0.2),
          reason: "the tempo changes by \(words(100 * (ratio - 1), 1)) % \(place)"))
    }
    if let gap = seam.gap, let usual = seam.usualGap {
      faults.append(
        SeamFault(
          severity: min(6, max(0, gap - usual) / 6),
          reason: "the sound breaks off for a moment \(place)"))
    }
    return faults
  }

  private var ofNewPart: [SeamFault] {
    var faults: [SeamFault] = []
    if let offset = newPart.levelOffset {
      faults.append(
        SeamFault(
          severity: min(6, abs(offset) / 2),
          reason: "the new part is \(words(abs(offset), 1)) dB too \(offset > 0 ? "loud" : "soft")")
      )
    }
    if let shift = newPart.keyShift, let evidence = newPart.keyEvidence, shift != 0 {
      faults.append(
        SeamFault(
          severity: min(6, evidence / 0.05),
          reason: "the new part is \(abs(shift)) semitones too \(shift < 0 ? "high" : "low")"))
    }
    return faults
  }

  private func words(_ number: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", number)
  }
}
