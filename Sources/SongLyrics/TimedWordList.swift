public import Foundation

/// The words of a song with their times, in any of the shapes in which providers and transcribers
/// return them.
///
/// A list of words, or an object that holds one as `words`, `aligned_words`, `alignedWords` or
/// `alignment`, or in the `segments` of a transcript; or an object that holds any of these as
/// `lyrics_timestamped` or `timestamp`, there also as text that is JSON itself; or a provider's
/// whole reply, which holds one such object, or a list of one, as `data`, `clips`, `generations`,
/// `response`, `items` or `jobs`, one within another too. A word has its text as `text` or `word`,
/// and its times as `start` and `end`, `start_s` and `end_s`, `startS` and `endS`, `start_time` and
/// `end_time` or `startTime` and `endTime`, as numbers or as text: in seconds, or in milliseconds
/// where all are whole and the last is beyond any song. What is no word is left out, and so is a word
/// whose `success` is false; a member that is null counts as absent.
public struct TimedWordList: Decodable, Sendable {
  /// The words, in the order of the list.
  public let words: [TimedWord]

  /// The lyrics that the words make together, with the markers and the line ends among them.
  public let text: String

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
      if container.holds(.words) {
        self.init(of: try container.decode(Elements.self, forKey: .words).all)
        return
      }
      if container.holds(.segments) {
        let segments = try container.decode([Segment].self, forKey: .segments)
        self.init(of: segments.flatMap(\.elements))
        return
      }
      for key in Key.holders where container.holds(key) {
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
    if let song = songs.first {
      self = song.list
    } else {
      self.init(of: try Elements(from: decoder).all)
    }
  }

  private init(of elements: [Element]) {
    words = Self.words(of: elements.flatMap(\.lines))
    text = LyricsPieces(elements.compactMap(\.text)).text
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
      guard ([.words, .segments] + Key.holders).contains(where: container.holds) else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no song"))
      }
      list = try TimedWordList(from: decoder)
    }
  }

  /// No song lasts so many seconds; in milliseconds it is ten seconds.
  private static let beyondSongs = 10_000.0

  /// The words of lines, or of words, whose times are in seconds or milliseconds.
  private static func words(of lines: [TimedLine]) -> [TimedWord] {
    let times = lines.flatMap { [$0.start, $0.end ?? $0.start] }
    let areMilliseconds =
      times.allSatisfy { $0 == $0.rounded() } && times.last.map { $0 > beyondSongs } ?? false
    let scale = areMilliseconds ? 0.001 : 1
    return lines.flatMap { line in
      let (start, end) = (line.start * scale, (line.end ?? line.start) * scale)
      return TimedLine.words(of: [TimedLine(text: line.text, start: start, end: max(start, end))])
    }
  }

  /// The elements of a list.
  private struct Elements: Decodable {
    let all: [Element]

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      var elements: [Element] = []
      while !list.isAtEnd {
        elements.append(try list.decode(Element.self))
      }
      all = elements
    }
  }

  /// A stretch of a transcript, which is a line: its words, or itself where it has none.
  private struct Segment: Decodable {
    let elements: [Element]

    init(from decoder: any Decoder) throws {
      let own = try decoder.container(keyedBy: Key.self).decodeIfPresent(
        Elements.self, forKey: .words)
      var elements = own?.all ?? []
      if elements.isEmpty { elements = try [Element(from: decoder)] }
      if let last = elements.indices.last { elements[last].text?.append("\n") }
      self.elements = elements
    }
  }

  /// One element of a list, which may be anything.
  private struct Element: Decodable {
    /// The text of a word or a line, as it stands; `nil` where it is something else.
    var text: String?
    /// A word or a line with its times as they stand; none where it is something else.
    ///
    /// Two where a marker and the first word below it are one, as some providers have it.
    let lines: [TimedLine]

    init(from decoder: any Decoder) throws {
      guard let container = try? decoder.container(keyedBy: Key.self),
        let text = Self.text(container),
        let start = Self.time(container, Key.starts),
        (try? container.decode(Bool.self, forKey: .success)) != false
      else {
        (self.text, lines) = (nil, [])
        return
      }
      self.text = text
      let end = Self.time(container, Key.ends) ?? start
      lines = text.split(whereSeparator: \.isNewline).map { line in
        TimedLine(text: String(line), start: start, end: end)
      }
    }

    private enum Key: String, CodingKey {
      case text, word, start, end, startS, endS, startTime, endTime, success
      case startInSeconds = "start_s"
      case endInSeconds = "end_s"
      case timeOfStart = "start_time"
      case timeOfEnd = "end_time"

      static let starts = [Key.start, .startInSeconds, .startS, .timeOfStart, .startTime]
      static let ends = [Key.end, .endInSeconds, .endS, .timeOfEnd, .endTime]
    }

    private static func text(_ container: KeyedDecodingContainer<Key>) -> String? {
      [Key.text, .word].lazy.compactMap { try? container.decode(String.self, forKey: $0) }
        .first { !$0.allSatisfy(\.isWhitespace) }
    }

    private static func time(_ container: KeyedDecodingContainer<Key>, _ keys: [Key]) -> Double? {
      keys.lazy.compactMap { key in
        (try? container.decode(Double.self, forKey: key))
          ?? (try? container.decode(String.self, forKey: key)).flatMap(Double.init)
      }.first { $0.isFinite }
    }
  }
}

extension KeyedDecodingContainer {
  /// Whether there is a member of that name, and it is not null.
  fileprivate func holds(_ key: Key) -> Bool { (try? decodeNil(forKey: key)) == false }
}
