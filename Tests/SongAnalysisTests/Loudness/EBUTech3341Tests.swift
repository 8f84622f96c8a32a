import AudioModel
import Testing
import TestSupport

@testable import SongAnalysis

/// The cases of EBU Tech 3341 v4, Table 1, that are made from a recipe, but for the true peak.
@Suite struct EBUTech3341Tests {
  /// Steps of level in dBFS and seconds, and the integrated loudness in LUFS.
  static let integrated: [(steps: [(level: Double?, seconds: Double)], loudness: Double)] = [
    ([(-23, 20)], -23),
    ([(-33, 20)], -33),
    ([(-36, 10), (-23, 60), (-36, 10)], -23),
    ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
    ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
  ]

  @Test(arguments: Array(integrated.indices), conformanceRates)
  func integratedLoudnessIsThatOfCases1To5(index: Int, sampleRate: Double) throws {
    let (steps, loudness) = Self.integrated[index]
    let programme = ToneProgramme.stereo(sampleRate, steps)
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.integratedInLUFS) - loudness) <= Tolerance.loudness)
    if steps.count == 1 {
      #expect(abs(try #require(meter.maxMomentaryInLUFS) - loudness) <= Tolerance.loudness)
      #expect(abs(try #require(meter.maxShortTermInLUFS) - loudness) <= Tolerance.loudness)
    }
  }

  @Test(arguments: [5, 6], conformanceRates)
  func surroundChannelsWeighAsInCase6(channelCount: Int, sampleRate: Double) throws {
    let levels: [Double?] =
      channelCount == 5 ? [-28, -28, -24, -30, -30] : [-28, -28, -24, nil, -30, -30]
    let programme = ToneProgramme(
      format: AudioFormat(sampleRate: sampleRate, channelCount: channelCount),
      steps: [(levels, 20)])
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.integratedInLUFS) + 23) <= Tolerance.loudness)
  }

  @Test(arguments: conformanceRates)
  func shortTermLoudnessIsConstantInCase9(sampleRate: Double) {
    let programme = ToneProgramme.stereo(
      sampleRate, Array(repeating: [(-20, 1.34), (-30, 1.66)], count: 5).flatMap { $0 })
    var meter = LoudnessMeter(format: programme.format)
    var readings: [Double] = []
    programme.play {
      meter.process($0)
      if let reading = meter.shortTermInLUFS { readings.append(reading) }
    }
    #expect(readings.count == 1201)
    #expect(readings.allSatisfy { abs($0 + 23) <= Tolerance.loudness })
  }

  @Test(arguments: conformanceRates)
  func shortTermMaximumIsFoundAtAnyOffsetInCase10(sampleRate: Double) throws {
    for index in 0..<20 {
      let programme = ToneProgramme.stereo(
        sampleRate, [(nil, Double(index) * 0.15), (-23, 3), (nil, 1)])
      var meter = LoudnessMeter(format: programme.format)
      programme.play { meter.process($0) }
      #expect(abs(try #require(meter.maxShortTermInLUFS) + 23) <= Tolerance.loudness)
    }
  }

  @Test(arguments: conformanceRates)
  func shortTermMaximumFollowsTheLiveProgrammeOfCase11(sampleRate: Double) throws {
    let steps: [(level: Double?, seconds: Double)] = (0..<20).flatMap { index in
      let offset = Double(index) * 0.15
      return [(nil, offset), (-38 + Double(index), 3), (nil, 3 - offset)]
    }
    let programme = ToneProgramme.stereo(sampleRate, steps)
    var meter = LoudnessMeter(format: programme.format)
    var readings: [Double?] = []
    programme.play {
      meter.process($0)
      readings.append(meter.shortTermInLUFS)
    }
    for index in 0..<20 {
      let highest = readings[(index * 600)..<(index * 600 + 600)].compactMap { $0 }.max()
      #expect(abs(try #require(highest) - (-38 + Double(index))) <= Tolerance.loudness)
    }
  }

  @Test(arguments: conformanceRates)
  func momentaryLoudnessIsConstantInCase12(sampleRate: Double) {
    let programme = ToneProgramme.stereo(
      sampleRate, Array(repeating: [(-20, 0.18), (-30, 0.22)], count: 25).flatMap { $0 })
    var meter = LoudnessMeter(format: programme.format)
    var readings: [Double?] = []
    programme.play {
      meter.process($0)
      readings.append(meter.momentaryInLUFS)
    }
    let settled = readings.dropFirst(100).compactMap { $0 }
    #expect(settled.count == 900)
    #expect(settled.allSatisfy { abs($0 + 23) <= Tolerance.loudness })
  }

  @Test(arguments: conformanceRates)
  func momentaryMaximumIsFoundAtAnyOffsetInCase13(sampleRate: Double) throws {
    for index in 0..<20 {
      let programme = ToneProgramme.stereo(
        sampleRate, [(nil, Double(index) * 0.02), (-23, 0.4), (nil, 1)])
      var meter = LoudnessMeter(format: programme.format)
      programme.play { meter.process($0) }
      #expect(abs(try #require(meter.maxMomentaryInLUFS) + 23) <= Tolerance.loudness)
    }
  }

  @Test(arguments: conformanceRates)
  func momentaryMaximumFollowsTheLiveProgrammeOfCase14(sampleRate: Double) throws {
    let steps: [(level: Double?, seconds: Double)] = (0..<20).flatMap { index in
      let offset = Double(index) * 0.02
      return [(nil, offset), (-38 + Double(index), 0.4), (nil, 0.4 - offset)]
    }
    let programme = ToneProgramme.stereo(sampleRate, steps)
    var meter = LoudnessMeter(format: programme.format)
    var readings: [Double?] = []
    programme.play {
      meter.process($0)
      readings.append(meter.momentaryInLUFS)
    }
    for index in 0..<20 {
      let highest = readings[(index * 80)..<(index * 80 + 80)].compactMap { $0 }.max()
      #expect(abs(try #require(highest) - (-38 + Double(index))) <= Tolerance.loudness)
    }
  }
}
