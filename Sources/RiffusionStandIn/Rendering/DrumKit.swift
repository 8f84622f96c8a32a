import Foundation

/// The sounds of the drum kit.
enum Drum: Int, CaseIterable, Sendable {
  case kick, snare, rim, clap, hat, openHat, ride, crash, swell, shaker, highTom, midTom, lowTom

  /// Where it stands, from −1 at the left to 1, as the drummer sees it.
  var pan: Double {
    switch self {
    case .kick, .snare, .swell: 0
    case .rim, .clap: 0.1
    case .hat, .openHat: -0.45
    case .ride, .shaker: 0.5
    case .crash: 0.35
    case .highTom: -0.3
    case .midTom: 0.1
    case .lowTom: 0.45
    }
  }
}

/// Drums, synthesized once and then played back.
///
/// Shells are sines whose pitch falls, skins and cymbals filtered noise. Frequencies and times are
/// ours, set by ear and spectrogram to lie where those of a kit do.
struct DrumKit: Sendable {
  private let samples: [[Float]]

  /// Makes the kit for a style; the same seed makes the same noise.
  init(style: SongStyle, seed: UInt64, sampleRate: Double) {
    samples = Drum.allCases.map { drum in
      var maker = DrumMaker(
        sampleRate: sampleRate, random: RandomStream(seed: seed, .noise, drum.rawValue))
      return maker.make(drum, groove: style.groove)
    }
  }

  /// The samples of a drum, at full velocity.
  subscript(drum: Drum) -> [Float] { samples[drum.rawValue] }
}

/// A drum hit: the samples of the kit, from the first to the last.
struct DrumHit: SoundingNote {
  private let samples: [Float]
  private let velocity: Float
  private var position = 0

  init(_ samples: [Float], velocity: Float) {
    self.samples = samples
    self.velocity = velocity
  }

  mutating func render(into out: UnsafeMutableBufferPointer<Float>) -> Bool {
    let count = min(out.count, samples.count - position)
    samples.withUnsafeBufferPointer { samples in
      for frame in 0..<count { out[frame] = samples[position + frame] * velocity }
    }
    for frame in count..<out.count { out[frame] = 0 }
    position += count
    return position < samples.count
  }
}

/// Synthesizes single drums.
private struct DrumMaker {
  let sampleRate: Double
  var random: RandomStream

  mutating func make(_ drum: Drum, groove: SongStyle.Groove) -> [Float] {
    switch drum {
    case .kick:
      let deep = groove == .hipHop || groove == .dance
      return mix(
        tone(from: 170, to: deep ? 46 : 54, fall: 0.035, decay: deep ? 0.2 : 0.13, level: 1),
        noise(above: 3000, decay: 0.006, level: 0.25))
    case .snare:
      let long = groove == .ballad ? 0.17 : 0.12
      return mix(
        tone(from: 260, to: 185, fall: 0.02, decay: 0.08, level: 0.5),
        noise(above: 1400, decay: long, level: 0.7))
    case .rim:
      return mix(
        tone(from: 1750, to: 1700, fall: 0.01, decay: 0.014, level: 0.35),
        noise(above: 2500, decay: 0.02, level: 0.4))
    case .clap:
      let bursts = [0, 0.011, 0.022].map { delay in
        late(noise(around: 1300, width: 1500, decay: 0.009, level: 1.4), by: delay)
      }
      return mix(
        mix(bursts[0], bursts[1]),
        mix(bursts[2], late(noise(around: 1400, width: 1600, decay: 0.09, level: 1), by: 0.03)))
    case .hat: return noise(above: 8000, decay: 0.03, level: 1.1)
    case .openHat: return noise(above: 7500, decay: 0.16, level: 0.9)
    case .shaker: return soft(noise(above: 6500, decay: 0.03, level: 1.1), over: 0.012)
    case .ride:
      return mix(
        noise(above: 7000, decay: 0.3, level: 0.14),
        noise(around: 5200, width: 150, decay: 0.35, level: 0.9))
    case .crash: return crash()
    case .swell: return crash().prefix(Int(1.9 * sampleRate)).reversed()
    case .highTom: return tom(180)
    case .midTom: return tom(135)
    case .lowTom: return tom(98)
    }
  }

  private mutating func tom(_ frequency: Double) -> [Float] {
    mix(
      tone(from: 1.5 * frequency, to: frequency, fall: 0.04, decay: 0.16, level: 0.75),
      noise(above: 1500, decay: 0.02, level: 0.15))
  }

  private mutating func crash() -> [Float] {
    mix(
      noise(above: 4200, decay: 0.5, level: 0.4),
      mix(
        noise(around: 3100, width: 500, decay: 0.42, level: 0.4),
        noise(around: 5900, width: 900, decay: 0.55, level: 0.4)))
  }

  /// A sine that falls from one frequency to another; times in seconds, down to −60 dB.
  private func tone(
    from high: Double, to low: Double, fall: Double, decay: Double, level: Double
  ) -> [Float] {
    var phase = 0.0
    return (0..<Int(7 * decay * sampleRate)).map { frame in
      let seconds = Double(frame) / sampleRate
      phase += (low + (high - low) * exp(-seconds / fall)) / sampleRate
      return Float(level * sin(2 * .pi * phase) * exp(-seconds / decay) * min(1, seconds * 2000))
    }
  }

  private mutating func noise(above cutoff: Double, decay: Double, level: Float) -> [Float] {
    var (first, second) = (
      OnePole(cutoff: cutoff / sampleRate), OnePole(cutoff: cutoff / sampleRate)
    )
    return decaying(decay) { random in level * second.high(first.high(random.noise())) }
  }

  private mutating func noise(
    around centre: Double, width: Double, decay: Double, level: Float
  ) -> [Float] {
    var filter = Resonator(centre: centre / sampleRate, bandwidth: width / sampleRate)
    return decaying(decay) { random in level * filter.next(random.noise()) }
  }

  private mutating func decaying(
    _ decay: Double, _ sample: (inout RandomStream) -> Float
  ) -> [Float] {
    let factor = Float(exp(-1 / (decay * sampleRate)))
    var gain: Float = 1
    var samples = [Float](repeating: 0, count: Int(7 * decay * sampleRate))
    for frame in samples.indices {
      samples[frame] = gain * sample(&random)
      gain *= factor
    }
    return samples
  }

  private func mix(_ one: [Float], _ other: [Float]) -> [Float] {
    var sum = one.count > other.count ? one : other
    let added = one.count > other.count ? other : one
    for frame in added.indices { sum[frame] += added[frame] }
    return sum
  }

  private func late(_ samples: [Float], by seconds: Double) -> [Float] {
    Array(repeating: 0, count: Int(seconds * sampleRate)) + samples
  }

  private func soft(_ samples: [Float], over seconds: Double) -> [Float] {
    let frames = Int(seconds * sampleRate)
    var samples = samples
    for frame in 0..<min(frames, samples.count) { samples[frame] *= Float(frame) / Float(frames) }
    return samples
  }
}
