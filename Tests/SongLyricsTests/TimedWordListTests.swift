import Foundation
import SongLyrics
import Testing

@Suite struct TimedWordListTests {
  private static let list =
    #"[{"text": "[Verse", "start": 0.64, "end": 0.64}, {"word": "la", "start": "1.28", "end": 1.92}]"#

  @Test(arguments: [
    list, #"{"words": \#(list)}"#, #"{"lyrics_timestamped": {"words": \#(list)}}"#,
    #"{"id": "x", "timestamp": \#(list)}"#,
    #"{"code": 200, "data": [{"clip_id": "x", "timestamp": {"words": \#(list)}}]}"#,
    #"{"data": {"lyrics_timestamped": {"words": \#(list)}}}"#,
    #"{"generation": {"lyrics_timestamped": {"words": \#(list)}, "title": "x"}}"#,
    #"{"generations": [{"lyrics_timestamped": null, "timestamp": {"words": \#(list)}}]}"#,
    #"{"data": {"progress": "100%", "clips": [{"lyrics_timestamped": {"words": \#(list)}}]}}"#,
    #"{"data": {"data": {"clips": [{"timestamp": {"words": \#(list)}}]}}, "code": "success"}"#,
    #"{"items": [{"response": {"data": [{"timestamp": {"words": \#(list)}}]}}], "count": 1}"#,
    #"[{"response": {"data": {"timestamp": {"words": \#(list)}}}}]"#,
    #"{"lyrics_timestamped": "{\"words\": [{\"text\": \"[Verse\", \"start\": 0.64, \"end\": 0.64}, {\"text\": \"la\", \"start_s\": 1.28, \"end_s\": 1.92}]}"}"#,
  ])
  func everyShapeOfAProviderIsRead(json: String) throws {
    #expect(
      try TimedWordList(json: Data(json.utf8)).words == [
        TimedWord(text: "[Verse", start: 0.64, end: 0.64),
        TimedWord(text: "la", start: 1.28, end: 1.92),
      ])
  }

  /// As transcribers return them, and as other providers do, with a marker before its first word.
  @Test(arguments: [
    #"{"text": "la no", "segments": [{"id": 0, "start": 1, "end": 2, "text": "la", "words": [{"word": " la", "start": 1, "end": 2}]}, {"start": 3, "end": 4, "text": " no"}]}"#,
    #"{"words": null, "segments": [{"words": [{"word": "la", "start": 1, "end": 2}]}, {"start": 3, "end": 4, "text": "no"}]}"#,
    #"{"segments": [{"words": [], "start": 1, "end": 2, "text": "la"}, {"words": null, "start": 3, "end": 4, "text": "no"}]}"#,
    #"{"segments": null, "words": [{"word": "la", "start": 1, "end": 2}, {"word": "no", "start": 3, "end": 4}]}"#,
    #"{"data": [{"segments": [{"text": "la", "start": 1, "end": 2}, {"text": "no", "start": 3, "end": 4}]}]}"#,
    #"{"code": 200, "data": {"alignedWords": [{"word": "la", "success": true, "startS": 1, "endS": 2}, {"word": "no\n", "startS": 3, "endS": 4}]}}"#,
    #"{"aligned_words": [{"word": "la ", "start_s": 1, "end_s": 2}, {"word": "x", "success": false, "start_s": 2, "end_s": 2}, {"word": "no", "start_s": 3, "end_s": 4}]}"#,
  ])
  func transcriptsAndAlignmentsAreRead(json: String) throws {
    #expect(
      try TimedWordList(json: Data(json.utf8)).words == [
        TimedWord(text: "la", start: 1, end: 2), TimedWord(text: "no", start: 3, end: 4),
      ])
  }

  /// As some transcribers and players have it.
  @Test(arguments: [
    #"[{"text": "la", "start": 1250, "end": 1500}, {"text": "no", "start": 200000, "end": 200500}]"#,
    #"{"words": [{"text": "la", "startTime": 1250, "endTime": 1500}, {"text": "no", "startTime": "200000", "endTime": 200500}]}"#,
    #"{"segments": [{"text": "la", "start_time": 1250, "end_time": 1500}, {"text": "no", "start": 200000, "end": 200500}]}"#,
  ])
  func wholeNumbersBeyondAnySongAreMilliseconds(json: String) throws {
    #expect(
      try TimedWordList(json: Data(json.utf8)).words == [
        TimedWord(text: "la", start: 1.25, end: 1.5), TimedWord(text: "no", start: 200, end: 200.5),
      ])
  }

  @Test func timesThatAreNotWholeOrNotBeyondAnySongAreSeconds() throws {
    for end in ["10000.5", "9999"] {
      let json = #"[{"text": "la", "start": 1}, {"text": "no", "start": 3, "end": \#(end)}]"#
      #expect(try TimedWordList(json: Data(json.utf8)).words.map(\.start) == [1, 3])
    }
  }

  @Test func aMarkerWithTheFirstWordBelowItIsTwo() throws {
    let json = #"[{"word": "[Verse]\nStreet", "start_s": 1, "end_s": 2}]"#
    #expect(
      try TimedWordList(json: Data(json.utf8)).words == [
        TimedWord(text: "[Verse]", start: 1, end: 1), TimedWord(text: "Street", start: 1, end: 2),
      ])
  }

  @Test func eachStretchOfATranscriptIsALine() throws {
    let json =
      #"{"segments": [{"text": "la no", "words": [{"word": " la", "start": 1}, {"word": " no", "start": 2}]}, {"start": 3, "text": " mi"}]}"#
    #expect(
      Lyrics(try TimedWordList(json: Data(json.utf8)).text).sections.map(\.lines) == [
        ["la no", "mi"]
      ])
  }

  @Test func whatIsNoWordIsLeftOut() throws {
    let json = #"[null, 3, {"text": "  ", "start": 1}, {"text": "a"}, {"text": "b", "start": 2}]"#
    #expect(
      try TimedWordList(json: Data(json.utf8)).words == [TimedWord(text: "b", start: 2, end: 2)])
  }

  @Test func ofSeveralSongsItIsNotKnownWhichIsMeant() {
    let song = #"{"timestamp": {"words": \#(Self.list)}}"#
    let songs = "[\(song), \(song)]"
    for json in [#"{"data": \#(songs)}"#, #"{"items": [{"response": {"data": \#(songs)}}]}"#] {
      let error = #expect(throws: TimedWordList.SeveralSongs.self) {
        try TimedWordList(json: Data(json.utf8))
      }
      #expect(error?.count == 2)
    }
  }

  @Test(arguments: ["", "la la", #"{"lyrics": "la"}"#, #"{"words": 3}"#])
  func whatHoldsNoListIsAnError(json: String) {
    #expect(throws: DecodingError.self) { try TimedWordList(json: Data(json.utf8)) }
  }
}
