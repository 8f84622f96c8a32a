import Foundation
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct KeptAlignmentTests {
  private static let rate = Double(SongSketch.waveformRate)

  /// Music that is known between its samples too: smooth noise, five moments to a sample.
  private struct Music {
    private static let moments = 5
    private let levels: [Float]

    init(seed: UInt64, seconds: Double) {
      let count = Int(seconds * KeptAlignmentTests.rate) * Self.moments
      // Hardly anything is left above 400 Hz, as of a song.
      levels = Signals.noise(amplitude: 1, frameCount: count, seed: seed)
        .movingAverage(width: 25).movingAverage(width: 25)
    }

    /// So many seconds of it from `start` on; silence where there is none of it.
    func samples(from start: Double = 0, seconds: Double) -> [Float] {
      let first = Int((start * KeptAlignmentTests.rate * Double(Self.moments)).rounded())
      return (0..<Int((seconds * KeptAlignmentTests.rate).rounded())).map { sample in
        let moment = first + Self.moments * sample
        return levels.indices.contains(moment) ? levels[moment] : 0
      }
    }
  }

  private static let music = Music(seed: 1, seconds: 80)
  private static let other = Music(seed: 2, seconds: 20)

  private static func sketch(_ samples: [Float]) -> SongSketch {
    let empty = LevelMatrix(bandCount: 1)
    let duration = Double(samples.count) / rate
    return SongSketch(
      duration: duration,
      spectra: SpectralFeatures(
        duration: duration, onsetRate: 1, onsetBands: empty, melRate: 1, mel: empty,
        energy: empty, centre: empty, chromaRate: 1, chroma: []),
      rhythm: nil, waveform: samples.map { Float16($0) }, moments: LevelMatrix(bandCount: 2),
      shortTermLoudness: [], integratedLoudness: nil)
  }

  private static func silence(seconds: Double) -> [Float] {
    Signals.silence(frameCount: Int(seconds * rate))
  }

  /// Half as loud in the result, and moved by whole samples or not.
  @Test(arguments: [(-1.9, 0.0), (0.0002, 0), (0.7503, 0), (1.9, 0), (-11.1002, -10), (9.2, 10)])
  func aMovedPartIsFoundBetweenTwoSamples(lag: Double, expected: Double) throws {
    let source = Self.sketch(Self.music.samples(seconds: 40))
    let result = Self.sketch(
      Signals.scaled(Self.music.samples(from: -lag, seconds: 45), by: 0.5))
    let found = try #require(
      KeptAlignment(of: source, from: 14, to: 34, in: result, near: expected))
    #expect(abs(found.lag - lag) < 0.1 / Self.rate)
    #expect(found.likeness > 0.95)
  }

  @Test func furtherOffThanIsLookedNothingIsFound() throws {
    let source = Self.sketch(Self.music.samples(seconds: 30))
    let result = Self.sketch(Self.music.samples(from: -4, seconds: 40))
    let found = try #require(KeptAlignment(of: source, from: 5, to: 25, in: result))
    #expect(found.likeness < KeptAlignment.sameRecording)
  }

  /// Each stretch of 8.192 s has one voice, however loud it is; a silent one has none.
  @Test(arguments: [Float(0.1), 10])
  func likenessIsTheShareOfTheStretchesThatAreKept(loudness: Float) throws {
    let stretch = 8.192
    func song(_ second: Music) -> SongSketch {
      Self.sketch(
        Self.music.samples(seconds: stretch)
          + Signals.scaled(second.samples(from: stretch, seconds: stretch), by: loudness)
          + Self.silence(seconds: stretch)
          + Self.music.samples(from: 3 * stretch, seconds: stretch))
    }
    let found = try #require(
      KeptAlignment(of: song(Self.music), from: 0, to: 4 * stretch, in: song(Self.other)))
    #expect(abs(found.lag) < 0.1 / Self.rate)
    #expect(abs(found.likeness - 2.0 / 3) < 0.05)
  }

  @Test func silenceIsLikeNothing() {
    let (music, silent) = (
      Self.sketch(Self.music.samples(seconds: 20)), Self.sketch(Self.silence(seconds: 20))
    )
    #expect(KeptAlignment(of: silent, from: 0, to: 20, in: music) == nil)
    #expect(KeptAlignment(of: music, from: 20, to: 20, in: music) == nil)
    #expect((KeptAlignment(of: music, from: 0, to: 20, in: silent)?.likeness ?? 0) == 0)
    #expect(KeptAlignment(tail: silent, of: music, before: 20) == nil)
    #expect(KeptAlignment(tail: music, of: silent, before: 20) == nil)
  }

  /// A continuation that begins with the last seconds before `end`, between two samples too.
  @Test(arguments: [0.6, 3.3002, 24.0003, 59.5])
  func theOverlapOfAContinuationIsFound(overlap: Double) throws {
    let end = 70.0
    let source = Self.sketch(Self.music.samples(seconds: 80))
    let count = Int((overlap * Self.rate).rounded(.up))
    let result = Self.sketch(
      Self.music.samples(from: end - overlap, seconds: Double(count) / Self.rate)
        + Self.other.samples(seconds: 10))
    let found = try #require(KeptAlignment(tail: result, of: source, before: end))
    #expect(abs(found.lag - (overlap - end)) < 0.2 / Self.rate)
    #expect(found.likeness > 0.95)
  }

  @Test func aStartThatDoesNotLeadToTheEndIsNoOverlap() {
    let source = Self.sketch(Self.music.samples(seconds: 80))
    let starts = [
      // Over long before the end, not in the song, or too short to be sure.
      Self.music.samples(from: 40, seconds: 10) + Self.other.samples(seconds: 20),
      Self.other.samples(seconds: 10),
      Self.music.samples(from: 69.6, seconds: 0.4),
    ]
    for start in starts {
      #expect(KeptAlignment(tail: Self.sketch(start), of: source, before: 70) == nil)
    }
  }
}
