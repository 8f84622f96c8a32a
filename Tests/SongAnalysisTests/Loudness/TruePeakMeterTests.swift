import AudioModel
import Foundation
import Testing
import TestSupport

@testable import SongAnalysis

@Suite struct TruePeakMeterTests {
  /// The peaks of one channel.
  static func levels(
    of samples: [Float], sampleRate: Double = 48_000, lengths: [Int] = [1024],
    skipsLowIntervals: Bool = true
  ) -> PeakLevels {
    let format = AudioFormat(sampleRate: sampleRate, channelCount: 1)
    var meter = TruePeakMeter(format: format, skipsLowIntervals: skipsLowIntervals)
    for block in Signals.blocks([samples], format: format, lengths: lengths) {
      meter.process(block)
    }
    return meter.finish()
  }

  static func truePeak(of samples: [Float], sampleRate: Double = 48_000) throws -> Double {
    try #require(levels(of: samples, sampleRate: sampleRate).truePeakInDBTP)
  }

  // MARK: The cases of EBU Tech 3341 v4, Table 1

  /// Cases 15 to 19: frequency as a part of the rate, amplitude, phase, and the peak in dBTP.
  static let sines: [(divisor: Double, amplitude: Double, phase: Double, peak: Double)] = [
    (4, 0.5, 0, -6), (4, 0.5, 45, -6), (6, 0.5, 60, -6), (8, 0.5, 67.5, -6), (4, 1.41, 45, 3),
  ]

  @Test(arguments: Array(sines.indices), conformanceRates)
  func sineBetweenSamplesReadsAsInCases15To19(index: Int, sampleRate: Double) throws {
    let (divisor, amplitude, phase, peak) = Self.sines[index]
    let frameCount = Int(sampleRate / 4)
    var samples = Signals.sine(
      frequencyInHertz: sampleRate / divisor, amplitude: amplitude, phaseInDegrees: phase,
      frameCount: frameCount, sampleRate: sampleRate)
    Self.taper(&samples, frameCount: Int(sampleRate / 100))
    let error = try Self.truePeak(of: samples, sampleRate: sampleRate) - peak
    #expect(Tolerance.truePeak.contains(error), "off by \(error) dB")
  }

  @Test(arguments: [0, 1, 2, 3], conformanceRates)
  func peakBetweenSamplesReadsAsInCases20To23(offset: Int, sampleRate: Double) throws {
    let samples = Self.splicedPeak(offset: offset)
    let error = try Self.truePeak(of: samples, sampleRate: sampleRate)
    #expect(Tolerance.truePeak.contains(error), "off by \(error) dB")
  }

  /// A sine of a sixth of the rate in which one period is of a quarter of the rate and twice as high.
  ///
  /// Made at four times the rate, band-limited to half the rate, every fourth sample kept.
  static func splicedPeak(offset: Int) -> [Float] {
    let (long, short) = (24, 16)
    let periods = 120
    var fine: [Float] = []
    for period in 0..<periods {
      let (length, amplitude) = period == periods / 2 ? (short, 1.0) : (long, 0.5)
      fine += Signals.sine(
        frequencyInHertz: 1, amplitude: amplitude, frameCount: length, sampleRate: Double(length))
    }
    taper(&fine, frameCount: 4 * long)
    // A Hann-windowed sinc with its corner at an eighth of the fourfold rate, 511 taps.
    let half = 255
    let lowPass = (-half...half).map { tap -> Float in
      let x = Double(tap) / 4
      let sinc = tap == 0 ? 1 : sin(.pi * x) / (.pi * x)
      return Float(sinc / 4 * (0.5 + 0.5 * cos(.pi * Double(tap) / Double(half + 1))))
    }
    return stride(from: offset, to: fine.count, by: 4).map { center in
      var sum: Float = 0
      for tap in max(0, center - half)...min(fine.count - 1, center + half) {
        sum += fine[tap] * lowPass[tap - center + half]
      }
      return sum
    }
  }

  static func taper(_ samples: inout [Float], frameCount: Int) {
    for index in 0..<frameCount {
      let gain = Float(index) / Float(frameCount)
      samples[index] *= gain
      samples[samples.count - 1 - index] *= gain
    }
  }

  // MARK: Against band-limited interpolation by 32

  /// The largest value of a signal at 32 times its rate.
  ///
  /// The signal stands between zeros, and is interpolated as one period of a periodic signal by the
  /// kernel that leaves every harmonic below half the rate as it is.
  static func referencePeak(of samples: [Float]) -> Double {
    let padding = samples.count / 2
    let period = samples.count + 2 * padding
    let kernel = (0..<(32 * period)).map { step -> Double in
      let x = Double.pi * Double(step) / 32
      guard step > 0 else { return 1 }
      return sin(x) / (Double(period) * tan(x / Double(period)))
    }
    var peak = 0.0
    samples.withUnsafeBufferPointer { samples in
      kernel.withUnsafeBufferPointer { kernel in
        for step in 0..<(32 * period) {
          var (sum, place) = (0.0, step + 32 * (period - padding))
          for index in 0..<samples.count {
            if place >= kernel.count { place -= kernel.count }
            if place < 0 { place += kernel.count }
            sum += Double(samples[index]) * kernel[place]
            place -= 32
          }
          peak = max(peak, abs(sum))
        }
      }
    }
    return 20 * log10(peak)
  }

  /// Signals of 160 samples that begin and end softly, by name.
  static let soft: [(name: String, samples: [Float])] = {
    let count = 160
    func sine(_ cycles: Double, _ phase: Double) -> [Float] {
      Signals.tapered(
        Signals.sine(
          frequencyInHertz: cycles, amplitude: 0.9, phaseInDegrees: phase, frameCount: count,
          sampleRate: 1))
    }
    var signals: [(String, [Float])] = []
    for (index, cycles) in [0.01, 0.1, 0.21, 0.25, 0.333, 0.4, 0.4537].enumerated() {
      signals.append(("sine of \(cycles)", sine(cycles, 31 * Double(index))))
    }
    for seed in 1...8 as ClosedRange<UInt64> {
      let bright = noise(highest: 0.46, frameCount: count, seed: seed)
      signals.append(("bright noise \(seed)", Signals.tapered(bright)))
      let dull = noise(highest: 0.2, frameCount: count, seed: seed)
      signals.append(("dull noise \(seed)", Signals.tapered(dull)))
    }
    return signals
  }()

  /// Sines of random phase, evenly up to a frequency in cycles a sample.
  static func noise(highest: Double, frameCount: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    var sum = [Float](repeating: 0, count: frameCount)
    for line in 1...Int(highest * Double(frameCount)) {
      let sine = Signals.sine(
        frequencyInHertz: Double(line) / Double(frameCount), amplitude: 0.1,
        phaseInDegrees: .random(in: 0..<360, using: &generator), frameCount: frameCount,
        sampleRate: 1)
      for frame in 0..<frameCount { sum[frame] += sine[frame] }
    }
    return sum
  }

  /// EBU Tech 3341 allows more; this is what the product promises, in dB.
  static let promised = 0.1

  @Test(arguments: Array(soft.indices))
  func readingIsThatOfInterpolationBy32(index: Int) throws {
    let (name, samples) = Self.soft[index]
    let error = try Self.truePeak(of: samples) - Self.referencePeak(of: samples)
    #expect(abs(error) <= Self.promised, "\(name): off by \(error) dB")
  }

  // MARK: Properties

  /// Half a second in which the highest places are far apart.
  static let rough: [Float] = {
    let noise = Signals.noise(amplitude: 0.3, frameCount: 12_000, seed: 9)
    return noise.indices.map { index in
      index.isMultiple(of: 997) ? 2.5 * noise[index] : noise[index]
    }
  }()

  @Test(arguments: [[1], [2111, 1], [64, 0, 31], [100_000]])
  func readingDoesNotDependOnBlockLengths(lengths: [Int]) {
    #expect(
      Self.levels(of: Self.rough, lengths: lengths) == Self.levels(of: Self.rough, lengths: [999]))
  }

  @Test(arguments: ["noise", "sine", "square", "ramp", "impulses"])
  func skippingChangesNothing(signal: String) {
    let count = 6000
    let samples: [Float] =
      switch signal {
      case "sine":
        Signals.sine(
          frequencyInHertz: 997, amplitude: 0.9, frameCount: count, sampleRate: 44_100)
      case "square": (0..<count).map { $0 / 37 % 2 == 0 ? 0.8 : -0.8 }
      case "ramp": (0..<count).map { Float($0) / Float(count) }
      case "impulses": (0..<count).map { $0.isMultiple(of: 301) ? Float($0) / 6000 : 0 }
      default: Array(Self.rough.prefix(count))
      }
    #expect(Self.levels(of: samples) == Self.levels(of: samples, skipsLowIntervals: false))
  }

  @Test func gainMovesThePeakByAsMuch() throws {
    let before = try Self.truePeak(of: Self.rough)
    let after = try Self.truePeak(of: Signals.scaled(Self.rough, by: 4))
    #expect(abs(after - before - 20 * log10(4)) < 1e-4)
  }

  @Test func highestChannelCountsAlsoTheLowFrequencyOne() throws {
    let format = AudioFormat(sampleRate: 48_000, channelCount: 6)
    var channels = [[Float]](repeating: [0, 0.1, 0], count: 6)
    channels[3] = [0, -0.5, 0]
    var meter = TruePeakMeter(format: format)
    meter.process(AudioBlock(format: format, channels: channels))
    let levels = meter.finish()
    #expect(abs(try #require(levels.samplePeakInDBFS) - 20 * log10(0.5)) < 1e-5)
    #expect(try #require(levels.truePeakInDBTP) >= 20 * log10(0.5) - 1e-5)
  }

  @Test func peakAfterTheLastSampleIsSeen() throws {
    // A sine cut at +1, +1 around its crest: the crest lies between the last two samples.
    let crest = Signals.sine(
      frequencyInHertz: 12_000, amplitude: 1, phaseInDegrees: 45, frameCount: 402,
      sampleRate: 48_000)
    #expect(try Self.truePeak(of: crest) > -0.5)
    // Two equal samples at the very end, nothing before: 1/√2 each side of a top of 4/π/√2.
    let pair = [Float](repeating: 0, count: 99) + [0.5, 0.5]
    #expect(abs(try Self.truePeak(of: pair) - 20 * log10(2 / Double.pi)) < 0.05)
  }

  @Test func oneFrameHasThePeakOfItself() throws {
    let levels = Self.levels(of: [-0.25])
    #expect(abs(try #require(levels.samplePeakInDBFS) - 20 * log10(0.25)) < 1e-5)
    #expect(abs(try #require(levels.truePeakInDBTP) - 20 * log10(0.25)) < 1e-5)
  }

  @Test func silenceAndNothingHaveNoPeak() {
    for samples in [[], Signals.silence(frameCount: 5000)] {
      let levels = Self.levels(of: samples)
      #expect(levels.truePeakInDBTP == nil && levels.samplePeakInDBFS == nil)
    }
  }

  @Test func nothingIsClampedAtFullScale() throws {
    let levels = Self.levels(of: Signals.scaled(Self.rough, by: 10))
    #expect(try #require(levels.samplePeakInDBFS) > 15)
    #expect(try #require(levels.truePeakInDBTP) >= (try #require(levels.samplePeakInDBFS)))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func samplesThatAreNotFiniteCountAsZero(bad: Float) {
    var (spoilt, clean) = (Self.rough, Self.rough)
    for place in [0, 500, 501, 11_999] { (spoilt[place], clean[place]) = (bad, 0) }
    #expect(Self.levels(of: spoilt) == Self.levels(of: clean))
  }

  @Test func largestNumbersGiveNoInfinity() throws {
    let huge: [Float] = (0..<3000).map {
      $0.isMultiple(of: 2) ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude
    }
    let levels = Self.levels(of: huge)
    #expect(try #require(levels.samplePeakInDBFS).isFinite)
    #expect((levels.truePeakInDBTP ?? 0).isFinite)
  }
}
