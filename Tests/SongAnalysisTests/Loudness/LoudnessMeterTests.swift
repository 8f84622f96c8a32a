import AudioModel
import Testing
import TestSupport

@testable import SongAnalysis

@Suite struct LoudnessMeterTests {
  static let stereo = AudioFormat(sampleRate: 44_100, channelCount: 2)

  /// What a meter says of some channels, all its readings one after the other.
  static func readings(
    of channels: [[Float]], format: AudioFormat, lengths: [Int] = [1024]
  ) -> [Double?] {
    var meter = LoudnessMeter(format: format)
    for block in Signals.blocks(channels, format: format, lengths: lengths) { meter.process(block) }
    return [
      meter.integratedInLUFS, meter.rangeInLU, meter.maxMomentaryInLUFS, meter.maxShortTermInLUFS,
    ]
  }

  static func integrated(of channels: [[Float]], format: AudioFormat) -> Double? {
    readings(of: channels, format: format)[0]
  }

  /// Four seconds of noise that is different in both channels, and louder in the middle.
  static let programme: [[Float]] = [UInt64(1), 2].map { seed in
    let noise = Signals.noise(amplitude: 0.25, frameCount: 4 * 44_100, seed: seed)
    return noise.indices.map { (44_100..<88_200).contains($0) ? 3 * noise[$0] : noise[$0] }
  }

  @Test(arguments: [-20.0, -6, 3, 12])
  func gainMovesLoudnessByAsMuch(decibels: Double) throws {
    let factor = Float(Signals.amplitude(ofDecibels: decibels))
    let before = Self.readings(of: Self.programme, format: Self.stereo)
    let after = Self.readings(
      of: Self.programme.map { Signals.scaled($0, by: factor) }, format: Self.stereo)
    for index in [0, 2, 3] {
      #expect(abs(try #require(after[index]) - (try #require(before[index])) - decibels) < 1e-4)
    }
    #expect(abs(try #require(after[1]) - (try #require(before[1]))) < 1e-4)
  }

  @Test(arguments: [[1], [7, 0, 441], [440, 1, 442], [100_000], [3, 8192]])
  func readingsDoNotDependOnBlockLengths(lengths: [Int]) {
    let head = Self.programme.map { Array($0.prefix(lengths == [1] ? 40_000 : 176_400)) }
    let expected = Self.readings(of: head, format: Self.stereo, lengths: [4096])
    #expect(Self.readings(of: head, format: Self.stereo, lengths: lengths) == expected)
    #expect(expected[0] != nil)
  }

  @Test func swappingChannelsChangesNothing() throws {
    let forward = Self.readings(of: Self.programme, format: Self.stereo)
    let backward = Self.readings(of: Self.programme.reversed(), format: Self.stereo)
    for (one, other) in zip(forward, backward) {
      #expect(abs(try #require(one) - (try #require(other))) < 1e-9)
    }
  }

  @Test func monoReadsThreeDecibelsBelowTheSameOnTwoChannels() throws {
    let mono = AudioFormat(sampleRate: 44_100, channelCount: 1)
    let tone = Signals.sine(
      frequencyInHertz: 1000, amplitude: Signals.amplitude(ofDecibels: -23), frameCount: 88_200,
      sampleRate: 44_100)
    let one = try #require(Self.integrated(of: [tone], format: mono))
    let two = try #require(Self.integrated(of: [tone, tone], format: Self.stereo))
    #expect(abs(one + 26) <= Tolerance.loudness)
    #expect(abs(two - one - 3.0103) < 1e-4)
  }

  @Test func fullScaleAt997HzInOneChannelIsMinus3Point01() throws {
    // ITU-R BS.1770-5, Annex 1, the note under equation 2.
    let format = AudioFormat(sampleRate: 48_000, channelCount: 2)
    let tone = Signals.sine(
      frequencyInHertz: 997, amplitude: 1, frameCount: 96_000, sampleRate: 48_000)
    let loudness = try #require(
      Self.integrated(of: [tone, Signals.silence(frameCount: 96_000)], format: format))
    #expect(abs(loudness + 3.01) < 0.005)
  }

  @Test(arguments: [0, 1, 300, 17_639])
  func lessThanOneBlockHasNoLoudness(frameCount: Int) {
    let noise = Signals.noise(amplitude: 1, frameCount: frameCount, seed: 3)
    #expect(Self.readings(of: [noise, noise], format: Self.stereo) == [nil, nil, nil, nil])
  }

  @Test func exactlyOneBlockHasLoudness() {
    let noise = Signals.noise(amplitude: 1, frameCount: 17_640, seed: 3)
    let readings = Self.readings(of: [noise, noise], format: Self.stereo)
    #expect(readings[0] != nil && readings[0] == readings[2])
    #expect(readings[1] == nil && readings[3] == nil)
  }

  @Test func silenceHasNoLoudness() {
    let silence = Signals.silence(frameCount: 4 * 44_100)
    #expect(Self.readings(of: [silence, silence], format: Self.stereo) == [nil, nil, nil, nil])
  }

  @Test func soundBelowTheAbsoluteGateHasMaximaOnly() {
    let noise = Signals.noise(amplitude: 1e-5, frameCount: 4 * 44_100, seed: 4)
    let readings = Self.readings(of: [noise, noise], format: Self.stereo)
    #expect(readings[0] == nil && readings[1] == nil)
    #expect(readings[2] != nil && readings[3] != nil)
  }

  @Test func silenceAfterSoundIsSilentAgain() {
    let tone = Signals.noise(amplitude: 1, frameCount: 44_100, seed: 5)
    var meter = LoudnessMeter(format: Self.stereo)
    for channel in [tone, Signals.silence(frameCount: 12 * 44_100)] {
      for block in Signals.blocks([channel, channel], format: Self.stereo, lengths: [4410]) {
        meter.process(block)
      }
    }
    #expect(meter.momentaryInLUFS == nil && meter.shortTermInLUFS == nil)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, .signalingNaN])
  func samplesThatAreNotFiniteCountAsZero(bad: Float) {
    var (spoilt, clean) = (Self.programme, Self.programme)
    for place in [0, 1, 5000, 5001, 88_000, 176_399] {
      spoilt[0][place] = bad
      clean[0][place] = 0
    }
    #expect(
      Self.readings(of: spoilt, format: Self.stereo, lengths: [1000])
        == Self.readings(of: clean, format: Self.stereo, lengths: [4410]))
  }

  @Test func nothingButNaNHasNoLoudness() {
    let bad = [Float](repeating: .nan, count: 44_100)
    #expect(Self.readings(of: [bad, bad], format: Self.stereo) == [nil, nil, nil, nil])
  }

  @Test(arguments: [8000.0, 11_025, 22_050, 32_000, 88_200, 192_000])
  func toneReadsTheSameAtAnyRate(sampleRate: Double) throws {
    // At 8 kHz the weighting itself is 0.13 dB off at 1 kHz: see `KWeighting`.
    let tone = Signals.sine(
      frequencyInHertz: 1000, amplitude: Signals.amplitude(ofDecibels: -23),
      frameCount: Int(4 * sampleRate), sampleRate: sampleRate)
    let format = AudioFormat(sampleRate: sampleRate, channelCount: 2)
    let readings = Self.readings(of: [tone, tone], format: format)
    for index in [0, 2, 3] {
      #expect(abs(try #require(readings[index]) + 23) <= (sampleRate == 8000 ? 0.2 : 0.1))
    }
    #expect(abs(try #require(readings[1])) < 0.1)
  }

  @Test func noRateBelowTheWeightingGivesANumber() {
    let format = AudioFormat(sampleRate: 1000, channelCount: 1)
    let noise = Signals.noise(amplitude: 1, frameCount: 5000, seed: 6)
    #expect(Self.readings(of: [noise], format: format) == [nil, nil, nil, nil])
  }

  @Test(arguments: [(11_025.0, 1, 110), (11_025, 2, 221), (44_100, 3, 1323), (22_050, 100, 22_050)])
  func boundariesAreRoundedFrames(sampleRate: Double, step: Int, frame: Int) {
    #expect(LoudnessMeter.boundary(step, sampleRate: sampleRate) == frame)
  }

  @Test func seriesHaveAValueForEachTenthOfASecond() {
    var meter = LoudnessMeter(format: Self.stereo)
    for block in Signals.blocks(Self.programme, format: Self.stereo, lengths: [999]) {
      meter.process(block)
    }
    let (momentary, shortTerm) = (meter.momentarySeriesInLUFS, meter.shortTermSeriesInLUFS)
    #expect(momentary.count == 37)
    #expect(shortTerm.count == 11)
    // Loud from 1 s to 2 s: the 400 ms up to 1.4 s are the first that lie inside.
    let inside = momentary[10...16].compactMap { $0 }
    #expect(inside.count == 7)
    #expect(inside.allSatisfy { abs($0 - inside[0]) < 0.3 })
    #expect((momentary[0] ?? 0) + 9 < inside[0])
  }
}
