import Foundation
import SongLyrics

/// How songs are found in an answer, whatever shape a provider gives it.
///
/// The documents of the dialects contradict one another and their own examples; what is read here
/// is the union of them: a bare array, a `data` array or object, `data.data`, `data.clips`,
/// `response.data`, `items[].response.data`, `jobs`, or a single object. Each fact has the names
/// that some provider gives it.
enum SongReading {
  /// The songs of an answer; those without an id are left out.
  static func songs(in answer: JSONValue) -> [Song] {
    objects(in: answer).compactMap(song)
  }

  /// The objects that may be songs.
  static func objects(in answer: JSONValue) -> [JSONValue] {
    if let elements = answer.elements { return elements.flatMap(unwrapped) }
    for path in ["data.data", "data.clips", "data", "response.data", "response", "jobs"] {
      guard let inner = answer[member: path], inner != .null else { continue }
      return inner.elements ?? [inner]
    }
    if let items = answer[member: "items"]?.elements { return items.flatMap(objects) }
    return [answer]
  }

  /// An element of a list, which may be an envelope again.
  private static func unwrapped(_ element: JSONValue) -> [JSONValue] {
    element[member: "response.data"]?.elements ?? [element]
  }

  private static func song(_ object: JSONValue) -> Song? {
    guard let id = object.first(identifierNames, as: \.identifier) else { return nil }
    let word = object.first(["state", "status"], as: nonBlank)
    return Song(
      id: id, state: state(of: object, word: word), stateWord: word, progress: progress(of: object),
      title: object.first(["title"], as: nonBlank),
      lyrics: object.first(["lyrics", "lyric", "generation.lyrics"], as: nonBlank),
      tags: object.first(["tags", "tag", "sound", "style"], as: nonBlank),
      model: object.first(["model", "mv"], as: nonBlank),
      duration: object.first(["duration", "duration_s", "generation.duration_s"]) {
        $0.amount.flatMap { $0 > 0 ? $0 : nil }
      },
      audioURL: audioURL(of: object),
      imageURL: object.first(["image_url"], as: nonBlank),
      words: words(of: object),
      failure: object.first(
        ["fail_reason", "errorMessage", "error_message", "error.message", "error", "reason"],
        as: nonBlank))
  }

  private static let identifierNames = [
    "id", "clip_id", "audio_id", "riff_id", "job_id", "musicId", "music_id",
  ]

  /// A song whose state has no word, or an empty one, tells it by its `success`; one that is flagged
  /// is, whatever its word.
  private static func state(of object: JSONValue, word: String?) -> SongState {
    if object[member: "is_flagged"] == true { return .flagged }
    if let word { return SongState(word: word) }
    return switch object[member: "success"] {
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
    if let url = object.first(["audio_url", "download_url", "audioUrl"], as: nonBlank) {
      return url
    }
    for list in ["generations", "generation"] {
      let generations = object[member: list].map { $0.elements ?? [$0] } ?? []
      let found = generations.lazy.compactMap { $0.first(["audio_url"], as: nonBlank) }.first
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

  private static func nonBlank(_ value: JSONValue) -> String? {
    value.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}
