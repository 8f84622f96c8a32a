import SongLyrics

extension SectionWriter {
  /// Writes the drums: the groove of the style, a fill before a new section, a crash at its start.
  ///
  /// - Parameter next: The section that follows, `nil` at the end of the song.
  mutating func writeDrums(next: PlannedSection?) {
    let level = arrangement.drums
    var random = RandomStream(seed: plan.takeSeed, .drums, section.firstBar)
    let growing = section.kind == .preChorus || section.kind == .bridge
    let opens = section.kind == .chorus || section.kind == .instrumental || section.kind == .solo
    if opens || (level > 1 && section.firstBar > 0) {
      hit(.crash, step: 0, velocity: opens ? 0.9 : 0.55)
      if level > 0 { hit(.kick, step: 0, velocity: 1) }
    }
    for bar in 0..<playedBars {
      let isLast = bar == playedBars - 1 && next != nil
      let first = 16 * bar
      let steps = isLast && level > 0 ? 8 : 16
      if level > 0 {
        for beat in DrumPattern(plan.style.groove, level: level).beats where beat.step < steps {
          // A hit now and then is left out, and a ghost note put in.
          if beat.velocity < 0.5, random.chance(0.12) { continue }
          hit(beat.drum, step: first + beat.step, velocity: beat.velocity)
        }
        if level > 2, bar % 4 == 0, bar > 0 { hit(.crash, step: first, velocity: 0.6) }
      }
      if isLast, level > 0 || growing { fill(from: first + 8, rising: growing, &random) }
    }
    if growing, let next, next.kind == .chorus {
      // The reversed crash ends where the chorus starts.
      add(.drums, .drum(.swell), beat: Double(4 * playedBars - 4), length: 4, velocity: 0.5)
    }
  }

  private mutating func fill(from first: Int, rising: Bool, _ random: inout RandomStream) {
    let toms: [Drum] = [.highTom, .highTom, .midTom, .midTom, .midTom, .lowTom, .lowTom, .lowTom]
    let rolls = rising || random.chance(0.4)
    for step in 0..<8 where step % 2 == 0 || random.chance(rolls ? 0.8 : 0.55) {
      let velocity = 0.45 + 0.06 * Double(step) + (step % 2 == 0 ? 0.1 : 0)
      hit(rolls ? .snare : toms[step], step: first + step, velocity: velocity)
    }
    hit(.kick, step: first, velocity: 0.8)
  }

  private mutating func hit(_ drum: Drum, step: Int, velocity: Double) {
    add(
      .drums, .drum(drum), beat: Double(step) / 4, length: 0.25, velocity: velocity, pan: drum.pan)
  }
}

/// One bar of a groove in sixteenths.
struct DrumPattern {
  /// A hit: where in the bar, which drum, how hard.
  struct Beat {
    let step: Int
    let drum: Drum
    let velocity: Double
  }

  private(set) var beats: [Beat] = []

  /// The bar of a groove at a level from 1, light, to 3, with everything.
  init(_ groove: SongStyle.Groove, level: Int) {
    let isLight = level == 1
    switch groove {
    case .pop:
      put(.kick, isLight ? [0, 8] : [0, 7, 8, 10], 0.9)
      put(isLight ? .rim : .snare, [4, 12], 0.9)
      hats(every: 2, open: level > 1 ? [14] : [], 0.42)
      if level > 2 { put(.hat, [1, 3, 5, 9, 11, 13], 0.22) }
    case .ballad:
      put(.kick, isLight ? [0] : [0, 6, 8], 0.8)
      put(isLight ? .rim : .snare, isLight ? [8] : [4, 12], 0.75)
      hats(every: isLight ? 4 : 2, open: level > 2 ? [14] : [], 0.32)
    case .dance:
      put(.kick, [0, 4, 8, 12], isLight ? 0.65 : 0.85)
      if !isLight { put(.clap, [4, 12], 0.8) }
      put(.openHat, [2, 6, 10, 14], isLight ? 0.35 : 0.7)
      if !isLight { put(.hat, [0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15], 0.36) }
    case .rock:
      put(.kick, isLight ? [0, 8] : [0, 6, 8, 10], 1)
      put(isLight ? .rim : .snare, [4, 12], 1)
      if level > 2 {
        put(.ride, [0, 2, 4, 6, 8, 10, 12, 14], 0.5)
      } else {
        hats(every: 2, open: level > 1 ? [2, 6, 10, 14] : [], 0.5)
      }
    case .folk:
      put(.kick, isLight ? [0] : [0, 8], 0.7)
      put(isLight ? .rim : .snare, isLight ? [12] : [4, 12], 0.5)
      put(.shaker, [0, 2, 4, 6, 8, 10, 12, 14], 0.35)
      if level > 1 { put(.shaker, [3, 7, 11, 15], 0.2) }
    case .hipHop:
      put(.kick, isLight ? [0, 10] : [0, 3, 10, 11], 1)
      put(isLight ? .rim : .snare, [4, 12], 0.9)
      hats(every: 2, open: [], 0.36)
      put(.hat, level > 1 ? [7, 13, 15] : [15], 0.22)
    case .latin:
      put(.kick, [0, 4, 8, 12], 0.9)
      put(isLight ? .rim : .snare, [3, 6, 11, 14], 0.65)
      put(.shaker, [0, 2, 4, 6, 8, 10, 12, 14], level > 1 ? 0.4 : 0.25)
      if level > 2 { put(.clap, [6, 14], 0.5) }
    }
  }

  private mutating func put(_ drum: Drum, _ steps: [Int], _ velocity: Double) {
    for step in steps {
      beats.append(
        Beat(step: step, drum: drum, velocity: step % 4 == 0 ? velocity : velocity * 0.8))
    }
  }

  private mutating func hats(every: Int, open: Set<Int>, _ velocity: Double) {
    put(.hat, stride(from: 0, to: 16, by: every).filter { !open.contains($0) }, velocity)
    put(.openHat, open.sorted(), velocity)
  }
}
