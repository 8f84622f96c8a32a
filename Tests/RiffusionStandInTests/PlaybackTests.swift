import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

@testable import RiffusionStandIn

/// A song that was made out of another has its very samples where it was kept.
@Suite struct PlaybackTests {
  private static let performance = Performance(
    lyrics: "[Chorus]\nSing it", style: "200 bpm", seed: 3, continues: true)
  private static let source = SongRecipe.whole(performance)

  @Test func whatIsKeptIsPlayedAsBefore() {
    var next = Self.performance
    next.take = 1
    let extended = SongRecipe.spliced(
      into: Self.source, .init(start: 2.5, end: nil, performance: next))
    let again = SongRecipe.spliced(into: extended, .init(start: 4, end: 5, performance: next))
    let songs = [Self.source, extended, again].map { Self.samples($0, sampleRate: 8000) }
    #expect(songs[1][..<20_000] == songs[0][..<20_000])
    #expect(songs[2][..<32_000] == songs[1][..<32_000])
    #expect(songs[2][40_000...] == songs[1][40_000...])
    #expect(
      songs.map(\.count)
        == [Self.source, extended, again].map { recipe in
          Int((recipe.duration * 8000).rounded())
        })
  }

  @Test func theCodedStartOfAnExtendIsThatOfItsSource() async throws {
    let crop = 4.1337
    var next = Self.performance
    next.take = 1
    let extended = SongRecipe.spliced(
      into: Self.source, .init(start: crop, end: nil, performance: next))
    let own = try await Self.coded(Self.source)
    let theirs = try await Self.coded(extended)
    // The frame of the crop and the one before it, whose windows reach beyond it: 50 ms are two.
    let kept = Int((crop - 0.05) * 44_100)
    #expect(ServerAudioTests.difference(own, theirs, 0..<kept) > ServerAudioTests.kept)
    let other = kept + 4410..<own.count
    #expect(ServerAudioTests.difference(own, theirs, other) < ServerAudioTests.recoding)
  }

  private static func samples(_ recipe: SongRecipe, sampleRate: Double) -> [Float] {
    var playback = Playback(recipe, sampleRate: sampleRate)
    var samples: [Float] = []
    while let block = playback.next() { samples += block.channels[0] }
    return samples
  }

  /// The left channel after coding and decoding, at the rates of whole songs.
  private static func coded(_ recipe: SongRecipe) async throws -> [Float] {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "song.mp3")
    var playback = Playback(recipe, sampleRate: SongLength.whole.sampleRate)
    var writer = try AudioFileWriter(
      path: path, format: playback.format,
      encoding: .mp3(kilobitsPerSecond: SongLength.whole.kilobitsPerSecond))
    while let block = playback.next() { try writer.write(block) }
    try writer.finish()
    return try await AudioFile(path: path).decode(into: { _ in [Float]() }) {
      $0 += $1.channels[0]
    }.consumer
  }
}
