import Foundation
import SongLyrics
import Testing

@Suite struct TimedWordTests {
  private let word = TimedWord(text: "la", start: 0.5, end: 2)
  private let reckoned = TimedWord(text: "la", start: 1, end: 2, isReckoned: true)

  @Test func aWordIsMovedButNotOutOfItsSong() {
    #expect(word.moved(by: 0.25) == TimedWord(text: "la", start: 0.75, end: 2.25))
    #expect(word.moved(by: -1) == TimedWord(text: "la", start: 0, end: 1))
    let outside = TimedWord(text: "la", start: -8, end: -7)
    #expect(outside.moved(by: 0) == outside)
  }

  @Test func whatIsReckonedStaysSoWhereverItIsMoved() {
    #expect(reckoned.moved(by: 1) == TimedWord(text: "la", start: 2, end: 3, isReckoned: true))
  }

  /// As documents of songs have it: words that are kept from before say nothing of it.
  @Test func onlyWhatIsReckonedSaysSoInJSON() throws {
    let told = try JSONDecoder().decode(
      TimedWord.self, from: Data(#"{"text": "la", "start": 0.5, "end": 2}"#.utf8))
    #expect(told == word)
    #expect(!told.isReckoned)
    let json = try JSONEncoder().encode([word, reckoned])
    #expect(try JSONDecoder().decode([TimedWord].self, from: json) == [word, reckoned])
    let objects = try #require(try JSONSerialization.jsonObject(with: json) as? [[String: Any]])
    #expect(objects[0].keys.sorted() == ["end", "start", "text"])
    #expect(objects[1]["reckoned"] as? Bool == true)
  }
}
