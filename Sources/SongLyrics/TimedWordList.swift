public import Foundation

/// The words of a song with their times, in any of the shapes in which providers and transcribers
/// return them.
///
/// A list of words, or an object that holds one as `words`, `aligned_words`, `alignedWords` or
/// `alignment`, or in the `segments` of a transcript; or an object that holds any of these as
/// `lyrics_timestamped` or `timestamp`, there also as text that is JSON itself; or a provider's
/// whole reply, which holds one such object, or a list of one, as `data`, `clips`, `generations`,
/// `response`, `items` or `jobs`, one within another too. A word has its text as `text` or `word`,
/// and its times as `start` and `end`, `start_s` and `end_s` or `startS` and `endS`, in seconds, as
/// numbers or as text. What is no word is left out, and so is a word whose `success` is false; a
/// member that is null counts as absent.
public struct TimedWordList: Decodable, Sendable {
  /// The words, in the order of the list.
  public let words: [TimedWord]

  /// Reads JSON.
  ///
  /// - Throws: `DecodingError` for what is not JSON, or holds no list where words are expected;
  ///   `SeveralSongs` where it is not known which song is meant.
  public init(json: Data) throws {
    self = try JSONDecoder().decode(TimedWordList.self, from: json)
  }

  /// Reads a list, or an object that holds one.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      if container.contains(.words) {
        words = try container.decode(Elements.self, forKey: .words).words
        return
      }
      if container.contains(.segments) {
        let segments = try container.decode([Segment].self, forKey: .segments)
        words = segments.flatMap(\.words)
        return
      }
      for key in Key.holders where (try? container.decodeNil(forKey: key)) == false {
        if let text = try? container.decode(String.self, forKey: key) {
          self = try TimedWordList(json: Data(text.utf8))
        } else {
          self = try container.decode(TimedWordList.self, forKey: key)
        }
        return
      }
    }
    let songs = try Self.songs(from: decoder)
    guard songs.count <= 1 else { throw SeveralSongs(count: songs.count) }
    words = try songs.first?.list.words ?? Elements(from: decoder).words
  }

  /// There is more than one song in it, as in the reply to most orders.
  public struct SeveralSongs: Error, Hashable {
    /// How many.
    public let count: Int
  }

  /// The songs of a list; none where its elements are something else.
  private static func songs(from decoder: any Decoder) throws(SeveralSongs) -> [Song] {
    do {
      return try [Song](from: decoder)
    } catch let error as SeveralSongs {
      throw error
    } catch {
      return []
    }
  }

  private enum Key: String, CodingKey {
    case words, segments, timestamp, data, clips, generation, generations, response, items, jobs
    case alignment, alignedWords
    case lyricsTimestamped = "lyrics_timestamped"
    case wordsAligned = "aligned_words"

    /// What may hold the words of a song, the nearest first.
    static let holders = [
      Key.lyricsTimestamped, .timestamp, .wordsAligned, .alignedWords, .alignment, .generation,
      .generations, .clips, .data, .response, .items, .jobs,
    ]
  }

  /// An element of a list of songs rather than of words.
  private struct Song: Decodable {
    let list: TimedWordList

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard ([.words] + Key.holders).contains(where: container.contains) else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no song"))
      }
      list = try TimedWordList(from: decoder)
    }
  }

  /// A list of which only words are kept.
  private struct Elements: Decodable {
    let words: [TimedWord]

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      var words: [TimedWord] = []
      while !list.isAtEnd {
        words += try list.decode(Element.self).words
      }
      self.words = words
    }
  }

  /// A stretch of a transcript: its words, or itself where it has none.
  private struct Segment: Decodable {
    let words: [TimedWord]

    init(from decoder: any Decoder) throws {
      let own = try decoder.container(keyedBy: Key.self).decodeIfPresent(
        Elements.self, forKey: .words)
      words = try own?.words ?? Element(from: decoder).words
    }
  }

  /// One element of a list, which may be anything.
  private struct Element: Decodable {
    /// A word, or those of a line; some providers write a marker and the first word below it as one.
    let words: [TimedWord]

    init(from decoder: any Decoder) throws {
      guard let container = try? decoder.container(keyedBy: Key.self),
        let text = Self.text(container),
        let start = Self.seconds(container, [.start, .startInSeconds, .startS]),
        (try? container.decode(Bool.self, forKey: .success)) != false
      else {
        words = []
        return
      }
      let end = Self.seconds(container, [.end, .endInSeconds, .endS]) ?? start
      words = text.split(whereSeparator: \.isNewline).flatMap { line in
        TimedLine.words(of: [TimedLine(text: String(line), start: start, end: max(start, end))])
      }
    }

    private enum Key: String, CodingKey {
      case text, word, start, end, startS, endS, success
      case startInSeconds = "start_s"
      case endInSeconds = "end_s"
    }

    private static func text(_ container: KeyedDecodingContainer<Key>) -> String? {
      [Key.text, .word].lazy.compactMap { try? container.decode(String.self, forKey: $0) }
        .first { !$0.allSatisfy(\.isWhitespace) }
    }

    private static func seconds(
      _ container: KeyedDecodingContainer<Key>, _ keys: [Key]
    ) -> Double? {
      keys.lazy.compactMap { key in
        (try? container.decode(Double.self, forKey: key))
          ?? (try? container.decode(String.self, forKey: key)).flatMap(Double.init)
      }.first { $0.isFinite }
    }
  }
}
