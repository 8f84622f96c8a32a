import AudioModel
import SongLyrics
import Testing

@testable import RiffusionStandIn

/// What is kept of a song is kept to the sample, whatever the blocks' sizes.
@Suite struct SpliceTests {
  private static let performance = Performance(
    lyrics: "[Chorus]\nSing it", style: "200 bpm", seed: 3, continues: true)
  private static let rate = 8000.0

  @Test(arguments: [512, 1000, 8192])
  func outsideTheRangeEverySampleIsTheSources(blockSize: Int) {
    let insert = SongRecipe.Insert(start: 1.00007, end: 2.5, performance: Self.performance)
    let mixed = Self.mix(insert, into: 40_000, blockSize: blockSize)
    #expect(mixed.count == 40_000)
    let (start, end) = (8001, 20_000)
    #expect(mixed[..<start].allSatisfy { $0 == 1 })
    #expect(mixed[end...].allSatisfy { $0 == 1 })
    let passage = Self.passage()
    let fade = Int(Splice.crossover * Self.rate)
    #expect(
      Array(mixed[(start + fade)..<(end - fade)]) == Array(passage[fade..<(end - start - fade)]))
  }

  @Test(arguments: [512, 1000, 8192])
  func theSongEndsWithThePassage(blockSize: Int) {
    let insert = SongRecipe.Insert(start: 1, end: nil, performance: Self.performance)
    let mixed = Self.mix(insert, into: 40_000, blockSize: blockSize)
    let passage = Self.passage()
    #expect(mixed.count == 8000 + passage.count)
    #expect(mixed[..<8000].allSatisfy { $0 == 1 })
    let fade = Int(Splice.crossover * Self.rate)
    #expect(Array(mixed[(8000 + fade)...]) == Array(passage[fade...]))
    // At the song's very end, too.
    let last = SongRecipe.Insert(start: 5, end: nil, performance: Self.performance)
    #expect(Self.mix(last, into: 40_000, blockSize: blockSize) == Self.ones(40_000) + passage)
  }

  @Test func anotherTakeHasTheSameBarsAndOtherTunes() {
    let song = Performance(
      lyrics: "[Verse]\nHere is a line of many words to sing\nAnd here is yet another one",
      style: "pop", seed: 9)
    var other = song
    other.take = 1
    #expect(other.plan.tempo == song.plan.tempo)
    #expect(other.plan.key == song.plan.key)
    #expect(other.plan.sections.map(\.time) == song.plan.sections.map(\.time))
    #expect(other.plan.words != song.plan.words)
  }

  @Test func anotherStyleKeepsTempoAndKey() {
    let song = Performance(lyrics: "[Verse]\nA line", style: "slow ballad, minor", seed: 9)
    let other = song.inStyle("rock", choice: 0)
    #expect(other.plan.tempo == song.plan.tempo)
    #expect(other.plan.key == song.plan.key)
  }

  @Test func aPassageHasNoEndingInsideItsStretch() {
    let passage = Self.performance.passage(singing: "[Verse]\nA line", take: 2, atLeast: 60)
    #expect((passage.plan.sections.last?.time.start ?? 0) >= 60)
    #expect(passage.plan.tempo == Self.performance.plan.tempo)
  }

  @Test func theWordsOfAContinuationFollowThoseThatWereKept() {
    let source = SongRecipe.whole(Self.performance)
    var next = Self.performance
    next.lyrics = "[Outro]\nGoodbye"
    let recipe = SongRecipe.spliced(
      into: source, .init(start: 1.5, end: nil, performance: next))
    let kept = source.words.filter { $0.start < 1.5 }
    #expect(Array(recipe.words.prefix(kept.count)) == kept)
    #expect(recipe.words.dropFirst(kept.count).map(\.text) == ["[Outro]", "Goodbye"])
    #expect(recipe.performance(at: 1.2).performance == Self.performance)
    #expect(recipe.performance(at: 2).performance == next)
    #expect(recipe.performance(at: 2).offset == 0.5)
  }

  /// A source of ones with a passage set in: the left channel.
  private static func mix(
    _ insert: SongRecipe.Insert, into frameCount: Int, blockSize: Int
  ) -> [Float] {
    var splice = Splice(insert, sampleRate: rate)
    var mixed: [Float] = []
    var done = 0
    while done < frameCount {
      let ones = ones(min(blockSize, frameCount - done))
      let block = AudioBlock(format: splice.format, channels: [ones, ones])
      mixed += splice.process(block).channels[0]
      done += ones.count
    }
    while let block = splice.rest() { mixed += block.channels[0] }
    return mixed
  }

  private static func passage() -> [Float] {
    var passage = Passage(performance, from: 0, sampleRate: rate)
    return passage.read(.max)[0]
  }

  private static func ones(_ count: Int) -> [Float] { Array(repeating: 1, count: count) }
}
