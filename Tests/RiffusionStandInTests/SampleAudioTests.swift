import AudioDecoding
import AudioModel
import Foundation
import RiffusionStandIn
import Testing

/// The committed MP3 files sound as their plans are rendered today.
@Suite struct SampleAudioTests {
  /// Where in the song, in seconds: late enough for the whole band, early enough to be quick, as
  /// all that comes before is rendered too.
  static let excerpt = TimeRange(start: 5, end: 8)

  /// The least correlation of the two that counts as the same sound.
  ///
  /// Our choice: the song correlates by 0.993, the same song of another seed by 0.02.
  static let leastCorrelation = 0.95

  @Test func aSongRenderedAnewIsTheCommittedOne() async throws {
    let song = try #require(SampleSongsTests.songs.first { $0.name == "neon-rain" })
    let rendered = Self.mono(try Self.rendered(song.plan()))
    let committed = Self.mono(try await Self.decoded(song.file(".mp3").path))
    #expect(rendered.count == Int(Self.excerpt.duration * 44_100))
    #expect(committed.count == rendered.count)
    let atLagZero = SongRendererTests.correlation(rendered, committed)
    #expect(atLagZero > Self.leastCorrelation)
    for lag in 1...2 {
      let later = Array(committed.dropFirst(lag))
      let earlier = Array(rendered.dropFirst(lag))
      #expect(
        SongRendererTests.correlation(Array(rendered.dropLast(lag)), later) < atLagZero,
        "the decoded song is not late")
      #expect(
        SongRendererTests.correlation(earlier, Array(committed.dropLast(lag))) < atLagZero,
        "the decoded song is not early")
    }
  }

  /// The excerpt of a plan, by channel.
  static func rendered(_ plan: SongPlan) throws -> [[Float]] {
    var renderer = SongRenderer(plan: plan, from: excerpt.start)
    let frameCount = Int(excerpt.duration * renderer.format.sampleRate)
    var channels: [[Float]] = [[], []]
    while channels[0].count < frameCount {
      let next = renderer.next()
      let block = try #require(next)
      for index in 0..<2 { channels[index] += block.channels[index] }
    }
    return channels.map { Array($0.prefix(frameCount)) }
  }

  /// The excerpt of a file, by channel.
  static func decoded(_ path: String) async throws -> [[Float]] {
    let (channels, result) = try await AudioFile(path: path).decode { _ in
      [[Float]](repeating: [], count: 2)
    } each: { channels, block in
      for index in 0..<2 { channels[index] += block.channels[index] }
    }
    let rate = result.format.sampleRate
    return channels.map { $0[Int(excerpt.start * rate)..<Int(excerpt.end * rate)].map { $0 } }
  }

  /// The mean of two channels.
  static func mono(_ channels: [[Float]]) -> [Double] {
    zip(channels[0], channels[1]).map { Double($0 + $1) / 2 }
  }
}
