import AudioDecoding
import Foundation
import SongAnalysis
import SongRuns
import TestSupport
import Testing

/// What the check says of results whose faults are known because they were made.
@Suite struct SeamCheckTests {
  private static let rate = Double(ToyTake.sampleRate)
  private static let source = ToyTake().samples(seconds: 24)
  /// A bar line.
  private static let crop = 16.0
  private static let new = ToyTake(seed: 2).samples(seconds: 12)

  @Test func aContinuationOnTheBeatIsClean() async throws {
    let report = try await Self.report(Self.kept() + Self.new)
    #expect(report.verdict == .clean, "\(report.reasons)")
    #expect(report.reasons == [])
    #expect(report.holds == .whole)
    #expect(report.kept.count == 1)
    #expect(abs(try #require(report.kept[0].lag)) < 0.01)
    #expect(try #require(report.kept[0].residual) < -60)
    #expect(abs(report.seams[0].time - Self.crop) < 0.05)
    #expect(abs(try #require(report.cropUsed) - Self.crop) < 0.05)
    #expect(!report.isClamped)
  }

  @Test(arguments: [-300, 13, 441])
  func theLagOfTheKeptPartIsMeasured(frames: Int) async throws {
    let kept = Self.kept()
    let moved =
      frames > 0
      ? Signals.silence(frameCount: frames) + kept : Array(kept.dropFirst(-frames))
    let report = try await Self.report(moved + Self.new)
    let lag = try #require(report.kept[0].lag)
    #expect(abs(lag - 1000 * Double(frames) / Self.rate) < 0.05)
    #expect(try #require(report.kept[0].residual) < -40)
    #expect(report.verdict != .clean)
    #expect(abs(report.seams[0].time - Double(moved.count) / Self.rate) < 0.05)
  }

  @Test(arguments: [0.25, 1.4] as [Float])
  func aGainOfTheWholeIsNoFault(factor: Float) async throws {
    let report = try await Self.report(Signals.scaled(Self.kept() + Self.new, by: factor))
    #expect(report.verdict == .clean, "\(report.reasons)")
    #expect(abs(try #require(report.kept[0].gain) - 20 * log10(Double(factor))) < 0.05)
    #expect(abs(try #require(report.kept[0].lag)) < 0.01)
    #expect(try #require(report.kept[0].residual) < -40)
  }

  @Test(arguments: [-3.0, 6])
  func aNewPartOfAnotherLevelIsHeard(decibels: Double) async throws {
    let factor = Float(Signals.amplitude(ofDecibels: decibels))
    let report = try await Self.report(Self.kept() + Signals.scaled(Self.new, by: factor))
    #expect(report.verdict == .audible)
    #expect(abs(try #require(report.newPart.levelOffset) - decibels) < 1)
    #expect(abs(try #require(report.seams[0].loudnessStep) - decibels) < 1)
  }

  @Test func anotherSampleRateIsNoFault() async throws {
    var resampler = Resampler(from: ToyTake.sampleRate, to: 16_000)
    var samples: [Float] = []
    resampler.process(Self.kept() + Self.new, into: &samples)
    resampler.finish(into: &samples)
    let report = try await Self.report(samples, sampleRate: 16_000)
    #expect(abs(try #require(report.kept[0].lag)) < 0.1)
    #expect(abs(report.seams[0].time - Self.crop) < 0.05)
    #expect(report.holds == .whole)
  }

  @Test func aGapIsHeard() async throws {
    let gap = Signals.silence(frameCount: Int(0.02 * Self.rate))
    let report = try await Self.report(Self.kept() + gap + Self.new)
    #expect(report.verdict != .clean)
    let seam = report.seams[0]
    let (depth, usual) = (try #require(seam.gap), try #require(seam.usualGap))
    #expect(depth > usual + 10)
  }

  @Test func halfABeatIsHeard() async throws {
    let report = try await Self.report(
      Self.kept() + ToyTake(seed: 2, firstBeat: 0.5).samples(seconds: 12))
    #expect(report.verdict != .clean)
    #expect(abs(abs(try #require(report.seams[0].beatPhaseError)) - 250) < 30)
  }

  @Test func anotherTempoIsHeard() async throws {
    let report = try await Self.report(
      Self.kept() + ToyTake(beat: 0.46, seed: 2).samples(seconds: 12))
    #expect(report.verdict != .clean)
    #expect(abs(try #require(report.seams[0].tempoRatio) - 0.5 / 0.46) < 0.01)
  }

  @Test func anotherKeyIsHeard() async throws {
    let report = try await Self.report(
      Self.kept() + ToyTake(transposition: 2, seed: 2).samples(seconds: 12))
    #expect(report.verdict != .clean)
    #expect(report.newPart.keyShift == -2)
  }

  @Test func aResultMayHoldTheTailAlone() async throws {
    let overlap = Self.kept().suffix(Int(3 * Self.rate))
    let report = try await Self.report(Array(overlap) + Self.new)
    #expect(report.holds == .tail)
    #expect(abs(report.seams[0].time - 3) < 0.05)
    #expect(abs(report.seams[0].timeInSource - Self.crop) < 0.05)
    #expect(report.verdict == .clean, "\(report.reasons)")
  }

  @Test func aTailMayBeginAtTheSeam() async throws {
    let report = try await Self.report(Self.new)
    #expect(report.holds == .tail)
    #expect(report.seams[0].time == 0)
    #expect(report.kept[0].residual == nil)
    #expect(report.verdict != .broken)
  }

  @Test func anEarlierCropIsTold() async throws {
    let report = try await Self.report(Self.kept(seconds: 12) + Self.new + Self.new)
    #expect(abs(try #require(report.cropUsed) - 12) < 0.05)
    #expect(report.verdict == .broken)
  }

  @Test func theKnownCeilingIsNamed() async throws {
    let folder = try TemporaryFolder()
    let song = Signals.noise(amplitude: 0.3, frameCount: 200 * 4000, seed: 5)
    let new = Signals.noise(amplitude: 0.3, frameCount: 20 * 4000, seed: 6)
    let report = try await SeamCheck(kept: .before(192)).report(
      source: try folder.write(Self.wav(song, 4000), to: "source.wav"),
      result: try folder.write(Self.wav(song[..<(180 * 4000)] + new, 4000), to: "result.wav"))
    #expect(report.isClamped)
    #expect(abs(try #require(report.cropUsed) - 180) < 0.05)
    #expect(report.reasons.contains { $0.contains("clamps at 180 s") }, "\(report.reasons)")
    #expect(report.verdict == .audible)
  }

  @Test func whatIsNotTheSongIsBroken() async throws {
    let other = Signals.noise(amplitude: 0.3, frameCount: Int(24 * Self.rate), seed: 9)
    let silent = Signals.silence(frameCount: other.count)
    let cut = Self.kept(seconds: 10)
    for (result, word) in [
      (other, "nothing of the part"), (silent, "silent"), (cut, "nothing new"),
    ] {
      let report = try await Self.report(result)
      #expect(report.verdict == .broken)
      #expect(report.reasons.contains { $0.contains(word) }, "\(report.reasons)")
    }
  }

  /// As of a generator that renders the kept part once more, rather than copying it.
  @Test func aKeptPartThatWasMadeAnewIsTold() async throws {
    let kept = Self.kept()
    let noise = Signals.noise(amplitude: 0.3, frameCount: kept.count, seed: 9)
    let report = try await Self.report(zip(kept, noise).map(+) + Self.new)
    #expect(report.verdict == .broken)
    #expect(report.holds == nil)
    #expect(report.reasons.contains { $0.contains("made anew") }, "\(report.reasons)")
  }

  /// It is no continuation without the song before it.
  @Test(arguments: [1.0, 2, 4])
  func aResultThatStopsEarlyInTheSongIsBroken(seconds: Double) async throws {
    let report = try await Self.report(Self.kept(seconds: seconds))
    #expect(report.verdict == .broken)
    #expect(report.holds == .whole)
    #expect(report.reasons.contains { $0.contains("nothing new") }, "\(report.reasons)")
    #expect(abs(try #require(report.cropUsed) - seconds) < 0.1)
  }

  @Test func aResultTooShortToBeHeardIsNotCalledSilent() async throws {
    let report = try await Self.report(Self.kept(seconds: 0.3))
    #expect(report.verdict == .broken)
    #expect(report.reasons == ["the result lasts 0.30 s: too short to be heard"])
  }

  /// A run goes by what the provider says of the length; a user who is mistaken is told.
  @Test func aPlaceBeyondTheSourceIsAnErrorWhereItMustBeThere() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Self.wav(Signals.noise(amplitude: 0.3, frameCount: 8000, seed: 5), 4000), to: "song.wav")
    let check = SeamCheck(kept: .before(3))
    _ = try await check.report(source: path, result: path)
    let error = try await #require(throws: SongRunError.self) {
      try await check.report(source: path, result: path, requiringPlace: true)
    }
    #expect(error.code == .beyondSong)
    #expect("\(error)".hasSuffix("the song ends at 0:02.00, before 0:03.00"))
  }

  @Test func aResultWithoutAudioIsAnError() async throws {
    await #expect(throws: AudioFileError.self) { try await Self.report([]) }
  }

  @Test(arguments: [0, 60])
  func anInpaintHasTwoSeams(shift: Int) async throws {
    let range = (start: 8.0, end: 16.0)
    let frames = (Int(range.start * Self.rate), Int(range.end * Self.rate))
    let new = ToyTake(seed: 3).samples(seconds: 8)
    let result =
      Self.source[..<frames.0] + new + Signals.silence(frameCount: shift)
      + Self.source[frames.1...]
    let report = try await Self.report(
      Array(result), kept: .outside(start: range.start, end: range.end))
    #expect(report.seams.count == 2)
    #expect(report.kept.map(\.part) == [.start, .end])
    #expect(abs(report.seams[0].time - range.start) < 0.05)
    #expect(abs(report.seams[1].timeInSource - range.end) < 0.05)
    #expect(abs(try #require(report.kept[0].lag)) < 0.05)
    #expect(abs(try #require(report.kept[1].lag) - 1000 * Double(shift) / Self.rate) < 0.05)
    #expect((report.verdict == .clean) == (shift == 0), "\(report.reasons)")
  }

  @Test func theNamesInTheDocumentAreStable() async throws {
    let report = try await Self.report(Self.kept() + Self.new)
    let data = try DocumentEncoder().encode(report)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      object.keys.sorted() == [
        "clamped", "crop_used_s", "holds", "kept", "new_part", "reasons", "result", "schema",
        "score", "seams", "source", "verdict",
      ])
    let kept = try #require(object["kept"] as? [[String: Any]])
    #expect(
      kept[0].keys.sorted() == ["gain_db", "lag_ms", "part", "residual_db", "worst_second_db"])
    let seams = try #require(object["seams"] as? [[String: Any]])
    #expect(
      seams[0].keys.sorted() == [
        "at_s", "bar_phase_error_beats", "bar_phase_evidence", "beat_phase_error_ms",
        "beat_phase_evidence", "gap_db", "loudness_step_lu", "source_at_s", "spectral_jump",
        "tempo_evidence", "tempo_ratio", "usual_gap_db",
      ])
    let new = try #require(object["new_part"] as? [String: Any])
    #expect(
      new.keys.sorted() == [
        "duration_s", "key_evidence", "key_shift_semitones", "level_match_distance_db",
        "level_offset_db",
      ])
  }

  private static func kept(seconds: Double = crop) -> [Float] {
    Array(source[..<Int(seconds * rate)])
  }

  private static func report(
    _ result: [Float], kept: Kept = .before(crop), sampleRate: Int = ToyTake.sampleRate
  ) async throws -> SeamReport {
    let folder = try TemporaryFolder()
    return try await SeamCheck(kept: kept).report(
      source: try folder.write(wav(source, ToyTake.sampleRate), to: "source.wav"),
      result: try folder.write(wav(result, sampleRate), to: "result.wav"))
  }

  private static func wav(_ samples: some Sequence<Float>, _ rate: Int) -> [UInt8] {
    var file = WAVFile(samples: Array(samples))
    file.sampleRate = rate
    return file.bytes
  }
}
