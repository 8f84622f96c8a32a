import Foundation
import RiffusionAPI
import Testing

@Suite struct SongStateTests {
  /// The words of the providers' documents and of clients that work.
  static let words: [(SongState, [String])] = [
    (
      .waiting,
      [
        "submitted", "queued", "queuing", "pending", "not_start", "ready", "assigned", "on_queue",
        "not_ready",
      ]
    ),
    (
      .running,
      [
        "process", "processing", "running", "in_progress", "generating", "generating_audio",
        "streaming",
      ]
    ),
    (.succeeded, ["complete", "completed", "success", "succeeded"]),
    (
      .failed,
      [
        "fail", "failed", "failure", "error", "cancelled", "canceled", "timeout", "rejected",
      ]
    ),
    (.flagged, ["flagged"]),
  ]

  @Test(arguments: words)
  func everyDocumentedWordHasItsState(state: SongState, words: [String]) {
    for word in words {
      let spellings = [
        word, word.uppercased(), word.capitalized, word.replacing("_", with: "-"),
        word.replacing("_", with: " "), " \(word)\n",
      ]
      for spelling in spellings { #expect(SongState(word: spelling) == state) }
    }
  }

  /// Unknown words are bounded by the deadline of whoever waits.
  @Test(arguments: ["", "thinking", "完成", "complete!", "unsuccessful", "100%", "null"])
  func anUnknownWordIsStillAtWork(word: String) {
    #expect(SongState(word: word) == .running)
  }

  @Test func onlyThreeStatesAreFinal() {
    #expect(SongState.allCases.filter(\.isFinal) == [.succeeded, .failed, .flagged])
  }
}
