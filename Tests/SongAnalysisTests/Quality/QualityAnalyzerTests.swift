import AudioModel
import Foundation
import Testing
import TestSupport

@testable import SongAnalysis

@Suite struct QualityAnalyzerTests {
  static let rate = 8000.0
  static let mono = AudioFormat(sampleRate: rate, channelCount: 1)
  static let stereo = AudioFormat(sampleRate: rate, channelCount: 2)

  static func analyzer(_ channels: [[Float]], lengths: [Int] = [1024]) -> QualityAnalyzer {
    let format = channels.count == 1 ? mono : stereo
    var analyzer = QualityAnalyzer(format: format)
    for block in Signals.blocks(channels, format: format, lengths: lengths) {
      analyzer.process(block)
    }
    return analyzer
  }

  /// The reports of some kinds on one channel.
  static func reports(_ samples: [Float], _ kinds: String...) -> [QualityReport] {
    analyzer([samples]).finish().filter { kinds.isEmpty || kinds.contains($0.kind) }
  }

  static func noise(_ seconds: Double, amplitude: Float = 0.2, seed: UInt64 = 1) -> [Float] {
    Signals.noise(amplitude: amplitude, frameCount: Int(seconds * rate), seed: seed)
  }

  static func silence(_ seconds: Double) -> [Float] {
    Signals.silence(frameCount: Int(seconds * rate))
  }

  /// Noise that dies away by 80 dB over its length.
  static func decay(_ seconds: Double, amplitude: Float = 0.2) -> [Float] {
    let noise = noise(seconds, amplitude: amplitude, seed: 7)
    return noise.indices.map { noise[$0] * Float(pow(10, -4 * Double($0) / Double(noise.count))) }
  }

  // MARK: Nothing wrong

  @Test func wholesomeSongHasNothingToTell() {
    #expect(Self.reports(Self.noise(4) + Self.decay(0.8)) == [])
  }

  @Test(arguments: [0, 1, 79, 80])
  func almostNothingIsSilentOrNothing(frameCount: Int) {
    let reports = Self.reports(Signals.silence(frameCount: frameCount))
    #expect(reports.map(\.kind) == (frameCount == 0 ? [] : ["silence"]))
  }

  // MARK: Silence and the range of sound

  @Test func silencesAreFoundAtTheirPlaces() {
    let song =
      Self.silence(1) + Self.noise(2) + Self.silence(0.7) + Self.noise(2) + Self.silence(2.5)
      + Self.noise(1) + Self.silence(0.4) + Self.noise(1) + Self.decay(1) + Self.silence(3)
    let reports = Self.reports(song, "silence")
    #expect(reports.dropLast().map(\.start) == [0, 3, 5.7])
    #expect(reports.map(\.end) == [1, 3.7, 8.2, 14.6])
    // The decay from −19 dBFS by 80 dB a second passes −60 dBFS after 0.52 s.
    #expect(abs((reports.last?.start ?? 0) - 11.12) < 0.03)
    #expect(reports.map(\.severity) == [.info, .info, .warning, .info])
  }

  @Test func silentSongIsAnError() {
    let reports = Self.reports(Self.noise(2, amplitude: 0.0005))
    #expect(reports.map(\.kind) == ["silence"])
    #expect(reports.map(\.severity) == [.error])
    #expect(reports.map(\.end) == [2])
  }

  // MARK: Clipping

  /// A sine of 200 Hz cut off at a ceiling in a stretch of its own.
  static func clipped(_ seconds: Double, ceiling: Float, gain: Double) -> [Float] {
    Signals.sine(
      frequencyInHertz: 211, amplitude: Double(ceiling) * gain, frameCount: Int(seconds * rate),
      sampleRate: rate
    ).map { min(max($0, -ceiling), ceiling) }
  }

  @Test(arguments: [Float(1), 0.99997, 0.9, 0.5])
  func flatTopsAreClippingAtAnyCeiling(ceiling: Float) throws {
    let song = Self.noise(1) + Self.clipped(0.2, ceiling: ceiling, gain: 1.5) + Self.noise(1)
    let reports = Self.reports(song, "clipping")
    #expect(reports.count == 1)
    let report = try #require(reports.first)
    #expect(report.severity == .error)
    #expect(abs(report.start - 1) < 0.005 && abs(report.end - 1.2) < 0.005)
  }

  @Test func flatTopsUnderAHigherPeakAreNoClipping() {
    let song = Self.clipped(0.2, ceiling: 0.5, gain: 1.5) + [0, 0.8, 0] + Self.noise(1)
    #expect(Self.reports(song, "clipping") == [])
  }

  @Test func samplesBeyondFullScaleAreClipping() {
    let song = Self.noise(1) + [1.1, 1.2, 1.05] + Self.noise(1) + [1.1, 1.2] + Self.noise(1)
    let reports = Self.reports(song, "clipping")
    #expect(reports.map(\.start) == [1])
    #expect(reports.map(\.end) == [1.000375])
    #expect(reports.map(\.severity) == [.info])
  }

  @Test(arguments: [20.0, 50, 100, 997])
  func sineAtFullScaleIsNoClipping(frequency: Double) {
    let sine = Signals.sine(
      frequencyInHertz: frequency, amplitude: 32_767.0 / 32_768, frameCount: 8000,
      sampleRate: Self.rate)
    let in16Bits = sine.map { ($0 * 32_768).rounded() / 32_768 }
    #expect(Self.reports(sine, "clipping") == [])
    #expect(Self.reports(in16Bits, "clipping") == [])
  }

  @Test func clippingInBothChannelsIsToldOnce() {
    let song = Self.noise(1) + Self.clipped(0.2, ceiling: 1, gain: 1.5) + Self.noise(1)
    let reports = Self.analyzer([song, song]).finish().filter { $0.kind == "clipping" }
    #expect(reports.count == 1)
  }

  @Test func songThatClipsAllOverGivesABoundedList() throws {
    // 400 places, 0.1 s apart.
    let place = Self.noise(0.1) + [1.1, 1.1, 1.1, 1.1]
    let song = (0..<400).flatMap { _ in place }
    let reports = Self.reports(song, "clipping")
    #expect(reports.count == 32)
    #expect(reports.allSatisfy { $0.end - $0.start < 4 })
    #expect(try #require(reports.first).start == 0.1)
    #expect(try #require(reports.last).end == 40.2)
    let runs = reports.compactMap { Int($0.detail.prefix { $0.isNumber }) }
    #expect(runs.reduce(0, +) == 400)
  }

  // MARK: Dropouts

  @Test(arguments: [0.0, 0.0031, 0.00975])
  func dropoutIsFoundToTheFrame(offset: Double) throws {
    let head = Self.noise(1 + offset)
    let song = head + Self.silence(0.03) + Self.noise(1, seed: 2) + Self.decay(1)
    let reports = Self.reports(song, "dropout")
    #expect(reports.count == 1)
    let report = try #require(reports.first)
    #expect(abs(report.start - Double(head.count) / Self.rate) < 0.0003)
    #expect(abs(report.end - report.start - 0.03) < 0.0006)
  }

  @Test func shortestDropoutIsTenMilliseconds() {
    for offset in 0..<80 {
      let head = Signals.noise(amplitude: 0.2, frameCount: 4000 + offset, seed: 3)
      let tail = Self.noise(0.5, seed: 4)
      #expect(
        Self.reports(head + Signals.silence(frameCount: 80) + tail, "dropout").count == 1)
      #expect(
        Self.reports(head + Signals.silence(frameCount: 70) + tail, "dropout").isEmpty)
    }
  }

  @Test func soundThatDiesAwayIsNoDropout() {
    let song = Self.noise(1) + Self.decay(0.5) + Self.silence(0.1) + Self.noise(1)
    #expect(Self.reports(song, "dropout") == [])
  }

  @Test func silenceOfOneChannelIsNoDropout() {
    let song = Self.noise(1) + Self.silence(0.1) + Self.noise(1)
    let other = Self.noise(2.1, seed: 5)
    #expect(!Self.analyzer([song, other]).finish().contains { $0.kind == "dropout" })
    #expect(Self.analyzer([song, song]).finish().contains { $0.kind == "dropout" })
  }

  @Test func silenceAtTheEndsIsNoDropout() {
    let song = Self.silence(0.1) + Self.noise(1) + Self.silence(0.1)
    #expect(Self.reports(song, "dropout") == [])
  }

  // MARK: Offset and phase

  @Test(arguments: [(Float(0.01), 1), (-0.02, 1), (0.002, 0)])
  func offsetIsTold(offset: Float, count: Int) {
    let noise = Self.noise(2)
    let shifted = noise.map { $0 + offset }
    let reports = Self.analyzer([noise, shifted]).finish().filter { $0.kind == "dc-offset" }
    #expect(reports.count == count)
    #expect(reports.allSatisfy { $0.detail.contains("channel 2") && $0.end == 2 })
  }

  @Test func invertedChannelIsTold() {
    let noise = Self.noise(2)
    let inverted = Signals.scaled(noise, by: -0.8)
    func isInverted(_ other: [Float]) -> Bool {
      Self.analyzer([noise, other]).finish().contains { $0.kind == "phase-inverted" }
    }
    #expect(isInverted(inverted))
    #expect(!isInverted(noise))
    #expect(!isInverted(Self.noise(2, seed: 2)))
    #expect(!isInverted(Self.silence(2)))
  }

  @Test func aMomentSaysNothingOfOffsetAndPhase() {
    for count in [1, 2, 800, 7999] {
      let moment = Self.noise(1).prefix(count).map { $0 + 0.5 }
      let reports = Self.analyzer([moment, Signals.scaled(moment, by: -1)]).finish()
      #expect(!reports.contains { $0.kind == "dc-offset" || $0.kind == "phase-inverted" })
    }
  }

  // MARK: The ending

  @Test func soundCutInFullIsAnAbruptEnd() throws {
    for tail in [0, 0.4] {
      let report = try #require(
        Self.reports(Self.noise(5) + Self.silence(tail), "abrupt-end", "fade-out").first)
      #expect(report.kind == "abrupt-end")
      #expect(report.end == 5)
    }
  }

  @Test func fadeIsFoundWithItsBeginning() throws {
    // 60 dB in 8 s after 20 s in full.
    let fade = Self.noise(8, seed: 8)
    let song =
      Self.noise(20)
      + fade.indices.map { fade[$0] * Float(pow(10, -3 * Double($0) / Double(fade.count))) }
    let reports = Self.reports(song, "abrupt-end", "fade-out")
    #expect(reports.map(\.kind) == ["fade-out"])
    let report = try #require(reports.first)
    #expect(abs(report.start - 20) <= 1.1)
    #expect(report.end <= 28)
  }

  @Test func lastChordThatDiesAwayIsNeither() {
    #expect(Self.reports(Self.noise(20) + Self.decay(2), "abrupt-end", "fade-out") == [])
  }

  // MARK: Properties

  /// A song with one of everything.
  static let patient: [Float] =
    silence(0.6) + noise(1) + clipped(0.15, ceiling: 1, gain: 1.4) + noise(0.5) + silence(0.02)
    + noise(0.5) + [1.3, 1.2, 1.1] + noise(0.5) + silence(0.8) + noise(1).map { $0 + 0.1 }

  @Test(arguments: [[1], [80], [79, 81], [7, 0, 500], [100_000]])
  func reportsDoNotDependOnBlockLengths(lengths: [Int]) {
    let other = Signals.scaled(Self.patient, by: -1)
    let expected = Self.analyzer([Self.patient, other], lengths: [333]).finish()
    #expect(Self.analyzer([Self.patient, other], lengths: lengths).finish() == expected)
    #expect(
      Set(expected.map(\.kind)) == [
        "abrupt-end", "clipping", "dc-offset", "dropout", "phase-inverted", "silence",
      ])
  }

  @Test func reportsAreInOrderOfTime() {
    let starts = Self.reports(Self.patient).map(\.start)
    #expect(starts == starts.sorted())
  }

  @Test func samplesThatAreNotFiniteCountAsZero() {
    var (spoilt, clean) = (Self.patient, Self.patient)
    for place in [100, 5000, 5001, 20_000] { (spoilt[place], clean[place]) = (.nan, 0) }
    for place in [6000, 12_345] { (spoilt[place], clean[place]) = (-.infinity, 0) }
    let expected = Self.analyzer([clean, Self.patient]).finish()
    #expect(Self.analyzer([spoilt, Self.patient]).finish() == expected)
  }

  @Test func largestNumbersAreClippingAndNoTrap() {
    let song = [Float](repeating: .greatestFiniteMagnitude, count: 9000)
    #expect(Self.reports(song, "clipping").map(\.severity) == [.error])
  }
}
