import Foundation

/// A sung syllable: a saw-like glottal wave and some breath through the formants of a vowel.
///
/// Formant frequencies: G. E. Peterson and H. L. Barney, "Control methods used in a study of the
/// vowels", JASA 24(2), 1952, Table II, men and women; a fourth and a fifth one, of our choice, give
/// the voice its ring. Source and radiation together fall by about 6 dB per octave, as a saw does.
struct SungNote: SoundingNote {
  private var oscillator: Oscillator
  private var formants: [Resonator]
  private let formantLevels: [Float]
  private var envelope: Envelope
  private var breath: OnePole
  private var consonant: Consonant
  private var random: RandomStream
  private var drift: Float = 0
  private var age = 0
  private let glide: Double
  private let level: Float
  private let sampleRate: Double
  private let vibratoRate: Double

  /// A syllable on a MIDI pitch, reached from another pitch, held for some frames.
  init(
    _ syllable: Syllable, pitch: Double, from: Double, velocity: Float, heldFrames: Int,
    isHighVoice: Bool, sampleRate: Double, random: RandomStream
  ) {
    var random = random
    let frequency = 440 * exp2((pitch - 69) / 12)
    oscillator = Oscillator(.saw, frequency: frequency / sampleRate, phase: random.unit())
    glide = min(max(from - pitch, -5), 5) / 12
    vibratoRate = random.number(in: 5.1...5.9)
    let (centres, levels) = Self.formants(of: syllable.vowel, isHighVoice: isHighVoice)
    // A singer does not let the first formant fall below the pitch.
    formants = centres.enumerated().map { index, centre in
      let tuned = index == 0 ? max(centre, frequency) : centre
      return Resonator(
        centre: tuned / sampleRate, bandwidth: (90 + 0.05 * tuned) / sampleRate)
    }
    formantLevels = levels
    envelope = Envelope(
      .init(attack: syllable.onset == .hum ? 0.06 : 0.025, decay: 0.6, sustain: 0.8, release: 0.05),
      heldFrames: heldFrames, sampleRate: sampleRate)
    breath = OnePole(cutoff: 3000 / sampleRate)
    consonant = Consonant(syllable.onset, sampleRate: sampleRate)
    level = 1.1 * velocity
    self.sampleRate = sampleRate
    self.random = random
  }

  mutating func render(into out: UnsafeMutableBufferPointer<Float>) -> Bool {
    out.update(repeating: 0)
    for start in stride(from: 0, to: out.count, by: 32) {
      let part = UnsafeMutableBufferPointer(rebasing: out[start..<min(start + 32, out.count)])
      oscillator.add(to: part, bend: bend())
      for frame in part.indices {
        let noise = random.noise()
        let source = part[frame] + 0.1 * breath.high(noise)
        var voiced: Float = 0
        for index in formants.indices {
          voiced += formantLevels[index] * formants[index].next(source)
        }
        part[frame] =
          (voiced * consonant.opening(age) * envelope.next() + consonant.noise(noise, age)) * level
        age += 1
      }
    }
    return !envelope.isOver
  }

  /// The factor of the pitch now: the glide from the note before, vibrato on held notes, drift.
  private mutating func bend() -> Double {
    let seconds = Double(age) / sampleRate
    let vibrato = 28 * min(1, max(0, (seconds - 0.22) * 3)) * sin(2 * .pi * vibratoRate * seconds)
    drift += 0.02 * (18 * random.noise() - drift)
    let cents = vibrato + Double(drift) * 4
    return exp2(glide * exp(-seconds / 0.035) + cents / 1200)
  }

  private static func formants(
    of vowel: Syllable.Vowel, isHighVoice: Bool
  ) -> (centres: [Double], levels: [Float]) {
    let lower: [Double] =
      switch (vowel, isHighVoice) {
      case (.father, false): [730, 1090, 2440]
      case (.bed, false): [530, 1840, 2480]
      case (.see, false): [270, 2290, 3010]
      case (.saw, false): [570, 840, 2410]
      case (.cup, false): [640, 1190, 2390]
      case (.food, false): [300, 870, 2240]
      case (.father, true): [850, 1220, 2810]
      case (.bed, true): [610, 2330, 2990]
      case (.see, true): [310, 2790, 3310]
      case (.saw, true): [590, 920, 2710]
      case (.cup, true): [760, 1400, 2780]
      case (.food, true): [370, 950, 2670]
      }
    return (lower + (isHighVoice ? [3900, 4900] : [3300, 4200]), [1, 0.9, 0.8, 0.7, 0.5])
  }
}

/// How a voice gets into a syllable.
private struct Consonant {
  private let onset: Syllable.Onset
  private let frames: Int
  private var high: OnePole

  init(_ onset: Syllable.Onset, sampleRate: Double) {
    self.onset = onset
    let seconds =
      switch onset {
      case .open: 0.0
      case .hiss: 0.07
      case .stop: 0.025
      case .hum: 0.05
      }
    frames = Int(seconds * sampleRate)
    high = OnePole(cutoff: (onset == .hiss ? 4500 : 1800) / sampleRate)
  }

  /// How much of the vowel is heard at a frame of the syllable, from 0 to 1.
  func opening(_ age: Int) -> Float {
    guard age < frames else { return 1 }
    let progress = Float(age) / Float(frames)
    return onset == .hum ? 0.4 + 0.6 * progress : progress * progress
  }

  /// The noise of the consonant at a frame of the syllable.
  mutating func noise(_ noise: Float, _ age: Int) -> Float {
    guard age < frames, onset == .hiss || onset == .stop else { return 0 }
    let progress = Float(age) / Float(frames)
    let shape = onset == .hiss ? 4 * progress * (1 - progress) : 1 - progress
    return 0.2 * shape * high.high(noise)
  }
}
