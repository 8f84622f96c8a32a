import AudioDecoding
import AudioModel
import Foundation
import SongAnalysis
import Testing

/// The loudness of the songs in `samples/songs`, decoded and measured here, beside libebur128 1.2.6
/// and beside the definitions.
@Suite struct SampleLoudnessTests {
  /// What libebur128 read, as `Golden/golden.c` printed it.
  struct Golden: Decodable {
    let frames: Int
    let channels: Int
    let integratedLufs: Double
    let rangeLu: Double
    let truePeakDbtp: Double
    let samplePeakDbfs: Double
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../SongAnalysisTests/Loudness/Golden").standardized

  static let cases = SampleSong.names(in: folder, withExtension: "json").map(SampleSong.init)

  @Test func everySongHasGoldenValues() {
    #expect(!Self.cases.isEmpty)
    #expect(Self.cases.map(\.name) == SampleSong.all.map(\.name))
  }

  /// The tolerances: at 44.1 kHz libebur128's filter reads 0.004 LU higher (see
  /// `Golden/README.md`);
  /// 0.1 dB is what the true peak promises; 10 Hz values agree but for rounding, once a second
  /// against ten times does not.
  @Test(arguments: cases)
  func isWhatOthersAndTheDefinitionsRead(song: SampleSong) async throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let golden = try decoder.decode(
      Golden.self, from: Data(contentsOf: Self.folder.appending(path: song.name + ".json")))
    let heard = try await Self.listen(to: song)
    let levels = heard.peaks.finish()
    let integrated = try #require(heard.meter.integratedInLUFS)
    let range = try #require(heard.meter.rangeInLU)
    let truePeak = try #require(levels.truePeakInDBTP)
    let samplePeak = try #require(levels.samplePeakInDBFS)
    let bandLimited = BandLimitedPeak().inDecibels(of: heard.channels)
    let defined = Self.range(ofShortTerm: heard.meter.shortTermSeriesInLUFS.compactMap { $0 })

    print(
      String(
        format: "%@: integrated %.4f LUFS (libebur128 %.4f), range %.3f LU (10 Hz %.3f, "
          + "libebur128 %.3f), true peak %.3f dBTP (by 32 %.3f, libebur128 %.3f)",
        song.name, integrated, golden.integratedLufs, range, defined, golden.rangeLu, truePeak,
        bandLimited, golden.truePeakDbtp))

    #expect(heard.channels.map(\.count) == Array(repeating: golden.frames, count: golden.channels))
    #expect(abs(integrated - golden.integratedLufs) <= 0.01)
    #expect(abs(samplePeak - golden.samplePeakDbfs) <= 0.001)
    #expect(abs(truePeak - bandLimited) <= 0.1)
    #expect(abs(range - defined) <= 0.05)
    #expect(abs(range - golden.rangeLu) <= 0.3)
  }

  /// A song that passes through both meters and is kept.
  struct Listener {
    var meter: LoudnessMeter
    var peaks: TruePeakMeter
    var channels: [[Float]]
  }

  static func listen(to song: SampleSong) async throws -> Listener {
    let (heard, result) = try await AudioFile(path: song.path).decode { format in
      Listener(
        meter: LoudnessMeter(format: format), peaks: TruePeakMeter(format: format),
        channels: Array(repeating: [], count: format.channelCount))
    } each: { listener, block in
      listener.meter.process(block)
      listener.peaks.process(block)
      for index in block.channels.indices { listener.channels[index] += block.channels[index] }
    }
    #expect(result.status == .ok)
    return heard
  }

  /// The loudness range of short-term values in LUFS, step by step as EBU Tech 3342, section 5, has
  /// it in MATLAB: both gates, and the nearest rank for the 10th and the 95th percentile.
  static func range(ofShortTerm levels: [Double]) -> Double {
    let absolute = levels.filter { $0 >= -70 }
    let powers = absolute.map { pow(10, $0 / 10) }
    let relativeThreshold = 10 * log10(powers.reduce(0, +) / Double(powers.count)) - 20
    let relative = absolute.filter { $0 >= relativeThreshold }.sorted()
    func percentile(_ percent: Double) -> Double {
      let rank = (Double(relative.count - 1) * percent / 100 + 1).rounded()
      return relative[Int(rank) - 1]
    }
    return percentile(95) - percentile(10)
  }
}
