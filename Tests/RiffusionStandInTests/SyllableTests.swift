import RiffusionStandIn
import Testing

@Suite struct SyllableTests {
  @Test(arguments: [
    ("love", 1), ("every", 3), ("people", 2), ("moonlight", 2), ("the", 1), ("rhythm", 1),
    ("hello there", 3), ("mañana", 3), ("corazón", 3), ("画笔下涂满了童话", 8), ("1999", 1), ("yes", 1),
    ("", 0), ("… — !", 0), ("pst", 1),
  ])
  func syllablesAreCountedAsTheyAreSung(line: String, count: Int) {
    #expect(Syllable.syllables(of: line).syllables.count == count)
  }

  @Test func syllablesKnowTheirWords() {
    let (words, syllables) = Syllable.syllables(of: "Harbour lights, tonight")
    #expect(words == ["Harbour", "lights,", "tonight"])
    #expect(syllables.map(\.word) == [0, 0, 1, 2, 2])
  }
}
