import AudioModel
import Testing
import TestSupport

@testable import SongAnalysis

/// The compliance material of Report ITU-R BS.2217 that is made from a recipe, at 48 kHz.
@Suite struct BS2217Tests {
  static let sampleRate = 48_000.0

  /// A frequency in hertz, and the level in dBFS of an in-phase stereo sine that reads −23 LKFS.
  ///
  /// From the filters of BS.1770-5, Annex 1, Tables 1 and 2, in closed form.
  static let levels: [(frequency: Double, level: Double)] = [
    (25, -11.916), (100, -21.176), (500, -22.351), (997, -23.000), (1000, -23.007),
    (2000, -25.380), (10_000, -26.351),
  ]

  @Test(arguments: Array(levels.indices), [-23.0, -24])
  func sineOfAnyFrequencyReadsItsLevel(index: Int, loudness: Double) throws {
    let (frequency, level) = Self.levels[index]
    let programme = ToneProgramme(
      format: AudioFormat(sampleRate: Self.sampleRate, channelCount: 2), frequency: frequency,
      blockInSeconds: 1, steps: [([level + loudness + 23, level + loudness + 23], 20)])
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.integratedInLUFS) - loudness) <= 0.002)
  }

  @Test func absoluteGateLeavesTheBedOut() throws {
    let programme = ToneProgramme.stereo(
      Self.sampleRate,
      [
        (-88.8, 0.8), (-69.48, 0.5), (-88.8, 0.5), (-69.48, 0.5), (-88.8, 0.5), (-69.48, 0.5),
        (-88.8, 0.7),
      ])
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.integratedInLUFS) + 69.5) <= Tolerance.loudness)
  }

  @Test func relativeGateLeavesTheQuietPartsOut() throws {
    let programme = ToneProgramme.stereo(
      Self.sampleRate, [(-88.8, 0.5), (-19.9, 0.9), (-7.1, 1.3), (-19.9, 0.8), (-88.8, 0.5)])
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.integratedInLUFS) + 10) <= Tolerance.loudness)
  }

  /// The channels of a 5.1 file, and the level of a 1 kHz sine in one of them that reads −23 LKFS.
  static let channels: [(channel: Int, level: Double?)] = [
    (0, -19.997), (1, -19.997), (2, -19.997), (3, nil), (4, -21.489), (5, -21.489),
  ]

  @Test(arguments: Array(channels.indices))
  func channelWeighsByItsPlace(index: Int) throws {
    let (channel, level) = Self.channels[index]
    var levels = [Double?](repeating: nil, count: 6)
    levels[channel] = level ?? -20
    let programme = ToneProgramme(
      format: AudioFormat(sampleRate: Self.sampleRate, channelCount: 6), steps: [(levels, 4)])
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    if level == nil {
      #expect(meter.integratedInLUFS == nil)
      #expect(meter.maxMomentaryInLUFS == nil)
    } else {
      #expect(abs(try #require(meter.integratedInLUFS) + 23) <= Tolerance.loudness)
    }
  }
}
