import Foundation
package import SongLyrics

/// What is sung in a song, and when, from files that its user has.
package struct SungText: Sendable {
  /// The lyrics.
  package let lyrics: Lyrics
  /// When the words are sung; empty where that is not known.
  package let words: [TimedWord]

  /// What is sung, as it is known already.
  package init(lyrics: Lyrics, words: [TimedWord] = []) {
    self.lyrics = lyrics
    self.words = words
  }

  /// What is sung, from the text of the lyrics.
  package init(text: String, words: [TimedWord] = []) {
    self.init(lyrics: Lyrics(text), words: words)
  }

  /// What is sung, as a provider or the library tells it; `nil` where that is no lyrics.
  init?(told text: String?, words: [TimedWord]) {
    self.init(text: text ?? "", words: words)
    if lyrics.sections.isEmpty { return nil }
  }

  /// Reads the files; `nil` where there are none.
  ///
  /// - Parameters:
  ///   - lyricsPath: A text file, as the user wrote it for a provider; the times of an LRC file or
  ///     of subtitles are those of its words. Without it, the lyrics are those of the other file.
  ///   - wordsPath: A file with the times of the words, which count then: JSON in a shape that a
  ///     provider or a transcriber returns, an LRC file, or subtitles (SRT, WebVTT).
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package init?(lyricsPath: String?, wordsPath: String? = nil) throws(SongRunError) {
    let written = try lyricsPath.map(LyricsFile.writtenText)
    let timed = try wordsPath.map(Self.timedWords)
    if let written {
      let stamped = TimedText(written)
      lyrics = Lyrics(stamped?.text ?? written)
      words = timed?.words ?? stamped?.words ?? []
    } else if let timed {
      (lyrics, words) = (Lyrics(timed.text), timed.words)
    } else {
      return nil
    }
  }

  /// Reads when the words are sung, and the lyrics that they make.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, also where no word has a time.
  private static func timedWords(
    at path: String
  ) throws(SongRunError) -> (text: String, words: [TimedWord]) {
    let content = try GivenFile.content(at: path, named: "file of words")
    let (text, words): (String, [TimedWord])
    do {
      let list = try TimedWordList(json: content)
      (text, words) = (list.text, list.words)
    } catch let error as TimedWordList.SeveralSongs {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "it holds \(error.count) songs; leave only the one in it that is meant")
    } catch {
      let timed = GivenFile.text(of: content).flatMap(TimedText.init)
      (text, words) = (timed?.text ?? "", timed?.words ?? [])
    }
    guard !words.isEmpty else {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "no word in it has a time; it may be LRC, SubRip, WebVTT, or JSON such as "
          + #"{"words": [{"text": "la", "start": 1.28, "end": 1.92}]}"#)
    }
    return (text, words)
  }
}
