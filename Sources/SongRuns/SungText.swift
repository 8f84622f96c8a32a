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

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - lyricsPath: A text file, as the user wrote it for a provider; the times of an LRC file or
  ///     of subtitles are those of its words.
  ///   - wordsPath: A file with the times of the words, which count then: JSON in a shape that a
  ///     provider or a transcriber returns, an LRC file, or subtitles (SRT, WebVTT).
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package init(lyricsPath: String, wordsPath: String? = nil) throws(SongRunError) {
    let written = try LyricsFile.writtenText(at: lyricsPath)
    let timed = TimedText(written)
    lyrics = Lyrics(timed?.text ?? written)
    words = try wordsPath.map(Self.words) ?? timed?.words ?? []
  }

  /// Reads when the words are sung.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, also where no word has a time.
  private static func words(at path: String) throws(SongRunError) -> [TimedWord] {
    let content = try GivenFile.content(at: path, named: "file of words")
    let words: [TimedWord]
    do {
      words = try TimedWordList(json: content).words
    } catch let error as TimedWordList.SeveralSongs {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "it holds \(error.count) songs; leave only the one in it that is meant")
    } catch {
      words = GivenFile.text(of: content).flatMap(TimedText.init)?.words ?? []
    }
    guard !words.isEmpty else {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "no word in it has a time; it may be LRC, SubRip, WebVTT, or JSON such as "
          + #"{"words": [{"text": "la", "start": 1.28, "end": 1.92}]}"#)
    }
    return words
  }
}
