import AudioModel
import RiffusionStandIn
import SongLyrics
import Testing

@Suite struct SongPlanTests {
  static let lyrics = Lyrics(
    """
    [Verse 1]
    The morning comes in slowly
    And nobody is here
    [Pre-Chorus]
    But wait a moment
    [Chorus]
    Sing it out loud
    Sing it again
    [Verse 2]
    The evening goes as slowly
    And everyone has gone
    [Chorus]
    [Bridge]
    Only the rain
    [Final Chorus x2]
    Sing it out loud
    Sing it again
    """)

  @Test(
    arguments: [
      "pop", "slow ballad, piano", "dance, synth", "rock", "folk", "lo-fi, sad", "latin",
    ],
    [1, 2, 77])
  func sectionsFollowOneAnotherOnBarLines(style: String, seed: UInt64) throws {
    let plan = SongPlan(lyrics: Self.lyrics, style: style, seed: seed)
    let secondsPerBar = 4 * 60 / plan.tempo
    var end = 0.0
    for section in plan.sections {
      #expect(section.time.start == end)
      #expect(abs(section.time.start - Double(section.firstBar) * secondsPerBar) < 1e-9)
      #expect(abs(section.time.duration - Double(section.bars) * secondsPerBar) < 1e-9)
      #expect(section.bars > 0)
      end = section.time.end
    }
    #expect(plan.duration == end)
    #expect(plan.sections.first?.kind == .intro)
    #expect(plan.sections.last?.kind == .outro)
  }

  @Test func writtenSectionsKeepTheirOrderAndMarkers() {
    let plan = SongPlan(lyrics: Self.lyrics, style: "pop", seed: 3)
    let written = plan.sections.filter { $0.lyricsSection != nil }
    #expect(
      written.map(\.marker) == [
        "[Verse 1]", "[Pre-Chorus]", "[Chorus]", "[Verse 2]", "[Chorus]", "[Bridge]",
        "[Final Chorus x2]", "[Final Chorus x2]",
      ])
    #expect(written.map(\.lyricsSection) == [0, 1, 2, 3, 4, 5, 6, 6])
    #expect(
      written.map(\.label) == [
        "verse", "pre-chorus", "chorus", "verse", "chorus", "bridge", "chorus", "chorus",
      ])
    #expect(written[4].isSung, "a chorus that is only named has the words of the one before")
  }

  @Test func tempoAndKeyDependOnStyleAndSeedAlone() {
    let plan = SongPlan(lyrics: Self.lyrics, style: "pop", seed: 9)
    let more = SongPlan(lyrics: Lyrics("[Outro]\nLa la"), style: "pop", seed: 9, continues: true)
    #expect(plan.tempo == more.tempo)
    #expect(plan.key == more.key)
    #expect(more.sections.map(\.kind) == [.outro], "a continuation has no intro")
    let tempos = (0..<20).map { SongPlan(lyrics: Self.lyrics, style: "pop", seed: $0).tempo }
    #expect(Set(tempos).count > 10)
    #expect(tempos.contains { $0 != $0.rounded() })
  }

  @Test(arguments: [
    ("slow ballad", 64.0...79.0), ("dance", 118...130), ("摇滚", 112...148),
    ("pop, 101.5 bpm", 101.5...101.5),
    ("pop, 96bpm", 96...96), ("pop, 9000 bpm", 92...124), ("", 92...124),
  ])
  func tagsSetTheTempo(style: String, range: ClosedRange<Double>) {
    for seed in 0..<10 as Range<UInt64> {
      #expect(range.contains(SongPlan(lyrics: Self.lyrics, style: style, seed: seed).tempo))
    }
  }

  @Test func somePhrasesAreNotFourBarsLong() throws {
    let plan = SongPlan(lyrics: Self.lyrics, style: "pop", seed: 3)
    let preChorus = try #require(plan.sections.first { $0.kind == .preChorus })
    #expect(preChorus.bars % 4 != 0)
  }

  @Test func emptyLyricsGiveASongWithoutWords() {
    let plan = SongPlan(lyrics: Lyrics(""), style: "pop", seed: 1)
    #expect(plan.sections.filter { $0.kind == .chorus }.count == 3)
    #expect(!plan.sections.contains { $0.isSung })
    #expect(plan.words.isEmpty)
  }

  @Test func paragraphsWithoutMarkersAreVersesAndTheRepeatedOnesChoruses() {
    let plan = SongPlan(
      lyrics: Lyrics("one\n\nall of us\n\ntwo\n\nall of us"), style: "folk", seed: 1)
    let sung = plan.sections.filter { $0.isSung }
    #expect(sung.map(\.kind) == [.verse, .chorus, .verse, .chorus])
  }

  @Test func wordsAreSungInOrderInsideTheirSections() throws {
    let plan = SongPlan(lyrics: Self.lyrics, style: "pop", seed: 5)
    let words = plan.words
    #expect(words.first?.text == "[Verse 1]")
    #expect(words.filter { $0.text == "[Final Chorus x2]" }.count == 1)
    for (word, next) in zip(words, words.dropFirst()) { #expect(word.start <= next.start) }
    for section in plan.sections where section.isSung {
      let sung = words.filter { section.time.contains($0.start) && !$0.text.hasPrefix("[") }
      #expect(!sung.isEmpty)
    }
    #expect(words.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= plan.duration })
  }
}
