import AudioModel
import Foundation
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct BoundaryCuesTests {
  /// A folder of `benchmarks/structure/tab_songs.py`; without it their cues are not written.
  private static let folder = ProcessInfo.processInfo.environment["SEGUE_ANNOTATED_SONGS"]

  @Test func aBoundaryIsMostLikelyWhereTheMusicChanges() throws {
    let song = ToySong(
      tempo: 120, [(ToySong.verse, 8), (ToySong.chorus, 8), (ToySong.verse, 8)])
    let features = song.features()
    let (bars, cues) = try Self.cues(features)
    let likeliest = cues.logOdds.indices.dropFirst().dropLast()
      .sorted { cues.logOdds[$0] > cues.logOdds[$1] }.prefix(2)
    #expect(likeliest.count == 2)
    for line in likeliest { #expect([16, 32].contains { abs(bars.lines[line] - $0) < 0.1 }) }
  }

  @Test func aSongOfFewBarsHasNoCues() throws {
    let (bars, cues) = try Self.cues(ToySong(tempo: 120, [(ToySong.verse, 4)]).features())
    #expect(bars.count <= 4)
    #expect(cues.logOdds.count == bars.count + 1)
    #expect(Set(cues.logOdds).count == 1)
  }

  /// Writes NAME.cues beside each NAME.wav, for `benchmarks/structure/boundary_weights.py`: a line
  /// for each bar line, its time and its cues.
  @Test(.enabled(if: folder != nil, "set SEGUE_ANNOTATED_SONGS to a folder to write its cues"))
  func cuesOfAnnotatedSongsAreWritten() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "wav" }
    #expect(!files.isEmpty)
    for file in files {
      let (bars, cues) = try Self.cues(try Self.features(of: file))
      let rows = bars.lines.enumerated().map { line, time in
        #expect(cues.logOdds[line].isFinite)
        return ([String(time)] + cues.cues.map { String($0[line]) }).joined(separator: " ")
      }
      try rows.joined(separator: "\n").write(
        to: file.deletingPathExtension().appendingPathExtension("cues"), atomically: true,
        encoding: .utf8)
    }
  }

  private static func cues(_ features: SpectralFeatures) throws -> (BarGrid, BoundaryCues) {
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    let barFeatures = BarFeatures(features, bars: bars)
    let similarities = BarSimilarities(barFeatures)
    let cues = BoundaryCues(
      features, bars: bars, barFeatures: barFeatures, similarities: similarities,
      repeated: RepeatedBars(similarities.music), voice: VocalPresence(features, bars: bars))
    return (bars, cues)
  }

  /// The features of a file as fluidsynth writes it: 44 bytes, the rate in the 25th to 28th, then
  /// 16-bit stereo.
  private static func features(of file: URL) throws -> SpectralFeatures {
    let data = try Data(contentsOf: file)
    let rate = data.prefix(44).withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
    }
    let samples = data.dropFirst(44).withUnsafeBytes { bytes in
      (0..<bytes.count / 2).map {
        Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self)))
          / 32_768
      }
    }
    let format = AudioFormat(sampleRate: Double(rate), channelCount: 2)
    let channels = (0..<2).map { channel in
      stride(from: channel, to: samples.count, by: 2).map { samples[$0] }
    }
    var analyzer = SpectralAnalyzer(format: format)
    for block in Signals.blocks(channels, format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }
}
