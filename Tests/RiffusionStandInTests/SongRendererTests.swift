import AudioModel
import Foundation
import RiffusionStandIn
import SongLyrics
import Testing

/// Rendered at 8 kHz, which is enough to compare by and quick without optimisation.
@Suite struct SongRendererTests {
  static let sampleRate = 8000.0
  static let short = Lyrics("[Verse]\nOne line alone\n[Chorus]\nAnd sing it loud\n[Outro]")

  @Test func theSameSeedGivesTheSameSamples() {
    let plan = SongPlan(lyrics: Self.short, style: "pop, 124 bpm", seed: 4)
    let first = Self.render(plan)
    #expect(first == Self.render(plan))
    let other = SongPlan(lyrics: Self.short, style: "pop, 124 bpm", seed: 5)
    #expect(first != Self.render(other))
  }

  @Test(arguments: [
    "pop, piano", "slow ballad", "dance, synth, female vocals", "rock", "folk", "hip hop",
    "latin, instrumental",
  ])
  func everyStyleIsLoudAndUnclippedAndEndsInSilence(style: String) {
    let plan = SongPlan(lyrics: Self.short, style: style, seed: 2)
    let channels = Self.render(plan)
    #expect(channels.allSatisfy { $0.count == Int((plan.duration * Self.sampleRate).rounded()) })
    #expect(channels[0] != channels[1], "the accompaniment is spread over the stereo field")
    for samples in channels {
      #expect(samples.allSatisfy { $0.isFinite && abs($0) <= 0.8 })
      let power = samples.reduce(0) { $0 + Double($1 * $1) } / Double(samples.count)
      #expect((-22 ... -9).contains(10 * log10(power)))
      #expect(samples.suffix(Int(0.2 * Self.sampleRate)).allSatisfy { $0 == 0 })
      // The last chord, struck two bars before the end, still rings after one of them.
      let lastBar = samples.suffix(Int(4 * 60 / plan.tempo * Self.sampleRate))
      #expect(lastBar.prefix(Int(0.2 * Self.sampleRate)).contains { abs($0) > 0.01 })
    }
  }

  @Test func aPartIsRenderedAsInTheWholeSong() {
    let plan = SongPlan(lyrics: Self.short, style: "pop", seed: 8)
    let whole = Self.render(plan)
    let start = plan.sections[1].time.start
    let part = Self.render(plan, from: start)
    let frame = Int((start * Self.sampleRate).rounded())
    #expect(part == whole.map { Array($0[frame...]) })
    #expect(Self.render(plan, from: plan.duration + 1) == [[], []])
  }

  @Test func chorusesAreMoreAlikeThanAChorusAndAVerse() {
    let lyrics = Lyrics(
      "[Verse]\nHere is a first verse\nwith its own words\n[Chorus]\nSing it out loud\nsing it now\n"
        + "[Verse 2]\nThere is a second\nwith other words\n[Chorus]\nSing it out loud\nsing it now")
    let plan = SongPlan(lyrics: lyrics, style: "pop, 120 bpm", seed: 12)
    let samples = Self.render(plan)[0]
    let tones = plan.sections.filter(\.isSung).map { section in
      Self.tones(of: samples, from: section.time.start, secondsPerBar: 2, bars: 4)
    }
    // Verse, chorus, verse, chorus.
    let choruses = Self.correlation(tones[1], tones[3])
    #expect(choruses > 0.7)
    for verse in [0, 2] {
      for chorus in [1, 3] {
        #expect(Self.correlation(tones[verse], tones[chorus]) < choruses - 0.1)
      }
    }
  }

  /// All samples of a plan, for each channel.
  static func render(_ plan: SongPlan, from start: Double = 0) -> [[Float]] {
    var renderer = SongRenderer(plan: plan, sampleRate: sampleRate, from: start)
    var channels: [[Float]] = [[], []]
    while let block = renderer.next() {
      for channel in 0..<2 { channels[channel] += block.channels[channel] }
    }
    return channels
  }

  /// The strength of each tone from E2 to G5 in each half bar, by the Goertzel algorithm.
  static func tones(
    of samples: [Float], from start: Double, secondsPerBar: Double, bars: Int
  ) -> [Double] {
    let length = Int(secondsPerBar * sampleRate / 2)
    return (0..<2 * bars).flatMap { half in
      let first = Int(start * sampleRate) + half * length
      return (40...79).map { pitch in
        let frequency = 440 * exp2(Double(pitch - 69) / 12)
        let twiceCosine = Float(2 * cos(2 * .pi * frequency / sampleRate))
        var (before, now): (Float, Float) = (0, 0)
        samples.withUnsafeBufferPointer { samples in
          for frame in first..<first + length {
            (before, now) = (now, samples[frame] + twiceCosine * now - before)
          }
        }
        let power = now * now + before * before - twiceCosine * now * before
        return log(1 + Double(power))
      }
    }
  }

  /// Pearson's correlation of two vectors of the same length.
  static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    func centred(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { $0 - mean }
    }
    let (a, b) = (centred(one), centred(other))
    func product(_ x: [Double], _ y: [Double]) -> Double {
      zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  }
}
