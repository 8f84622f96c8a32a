import Foundation
import SongLyrics

/// How songs are found in an answer, whatever shape a provider gives it.
///
/// The documents of the dialects contradict one another and their own examples; what is read here
/// is the union of them: a bare array, a `data` array or object, `data.data`, `data.clips`,
/// `data.data.clips`, `response.data`, `items[].response.data`, `jobs`, or a single object. Each fact
/// has the names that some provider gives it.
enum SongReading {
  /// An object that may be a song, and whether the envelope around it says that all is done.
  private typealias Found = (object: JSONValue, verdict: JSONValue?)

  /// The songs of an answer; those without an id are left out.
  static func songs(in answer: JSONValue) -> [Song] { found(in: answer).compactMap(song) }

  /// What an answer says of a task as a whole, where it has failed and there are no songs to say it
  /// of; `nil` for anything else.
  ///
  /// The vendors of tasks write `"type": "failed"` where others have a state.
  static func failedTask(_ id: String, in answer: JSONValue) -> Song? {
    let envelopes = [answer] + ["data", "response"].compactMap { answer[member: $0] }
    return envelopes.lazy.map { envelope in
      let word = stateWord(of: envelope) ?? envelope[member: "type"]?.nonBlankText
      return Song(
        id: id, state: state(of: envelope, word: word), stateWord: word,
        failure: failure(of: envelope) ?? envelope[member: "message"]?.nonBlankText)
    }.first { $0.error != nil }
  }

  private static func found(in answer: JSONValue) -> [Found] {
    if let elements = answer.elements { return elements.flatMap(unwrapped) }
    let verdict = answer[member: "response.success"] ?? answer[member: "success"]
    let paths = [
      "data.data.clips", "data.data", "data.clips", "data", "response.data", "response", "jobs",
    ]
    for path in paths {
      guard let inner = answer[member: path], inner != .null else { continue }
      return (inner.elements ?? [inner]).map { ($0, verdict) }
    }
    if let items = answer[member: "items"]?.elements { return items.flatMap(found) }
    return [(answer, verdict)]
  }

  /// An element of a list, which may be an envelope again.
  private static func unwrapped(_ element: JSONValue) -> [Found] {
    element[member: "response.data"] == nil ? [(element, nil)] : found(in: element)
  }

  private static func song(_ found: Found) -> Song? {
    let object = found.object
    guard let id = object.first(identifierNames, as: \.identifier) else { return nil }
    let word = stateWord(of: object)
    return Song(
      id: id, state: state(of: object, word: word, verdict: found.verdict), stateWord: word,
      progress: progress(of: object),
      title: object.first(["title", "generation.title"], as: \.nonBlankText),
      lyrics: object.first(["lyrics", "lyric", "generation.lyrics"], as: \.nonBlankText),
      tags: object.first(["tags", "tag", "sound", "style"], as: \.nonBlankText),
      model: object.first(["model", "mv"], as: \.nonBlankText),
      duration: object.first(["duration", "duration_s", "generation.duration_s"]) {
        $0.amount.flatMap { $0 > 0 ? $0 : nil }
      },
      audioURL: audioURL(of: object),
      imageURL: object.first(["image_url"], as: \.nonBlankText),
      words: words(of: object), failure: failure(of: object))
  }

  private static func stateWord(of object: JSONValue) -> String? {
    object.first(["state", "status"], as: \.nonBlankText)
  }

  private static func failure(of object: JSONValue) -> String? {
    let names = [
      "fail_reason", "errorMessage", "error_message", "error.message", "error", "reason",
    ]
    return object.first(names, as: \.nonBlankText)
  }

  private static let identifierNames = [
    "id", "clip_id", "audio_id", "riff_id", "job_id", "musicId", "music_id",
  ]

  /// A song whose state has no word, or an empty one, tells it by its `success` or by that of its
  /// envelope; one that is flagged is, whatever its word.
  private static func state(
    of object: JSONValue, word: String?, verdict: JSONValue? = nil
  ) -> SongState {
    if object[member: "is_flagged"] == true { return .flagged }
    if let word { return SongState(word: word) }
    return switch object[member: "success"] ?? verdict {
    case true: .succeeded
    case false: .failed
    default: .waiting
    }
  }

  /// From 0 to 1; on the wire it is a percentage, `process` with some and `progress` with others.
  private static func progress(of object: JSONValue) -> Double? {
    object.first(["progress", "process"], as: \.amount).map { min(max($0 / 100, 0), 1) }
  }

  private static func audioURL(of object: JSONValue) -> String? {
    if let url = object.first(["audio_url", "download_url", "audioUrl"], as: \.nonBlankText) {
      return url
    }
    for list in ["generations", "generation"] {
      let generations = object[member: list].map { $0.elements ?? [$0] } ?? []
      let found = generations.lazy.compactMap { $0.first(["audio_url"], as: \.nonBlankText) }.first
      if let found { return found }
    }
    return nil
  }

  /// The words with their times, which come as an object or as JSON inside a string.
  private static func words(of object: JSONValue) -> [TimedWord] {
    for name in ["lyrics_timestamped", "timestamp", "generation.lyrics_timestamped"] {
      guard let value = object[member: name],
        let json = value.text.map({ Data($0.utf8) }) ?? (try? JSONEncoder().encode(value)),
        let words = try? TimedWordList(json: json).words, !words.isEmpty
      else { continue }
      return words
    }
    return []
  }
}
