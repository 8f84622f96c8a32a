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
  ///   - lyricsPath: A text file, as the user wrote it for a provider.
  ///   - wordsPath: A JSON file with the times of the words, in a shape that a provider returns.
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package init(lyricsPath: String, wordsPath: String? = nil) throws(SongRunError) {
    lyrics = Lyrics(try LyricsFile.text(at: lyricsPath))
    words = try wordsPath.map(Self.words) ?? []
  }

  /// Reads when the words are sung.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, also where no word has a time.
  package static func words(at path: String) throws(SongRunError) -> [TimedWord] {
    let data = try GivenFile.content(at: path, named: "file of words")
    let detail: String
    do {
      let words = try TimedWordList(json: data).words
      if !words.isEmpty { return words }
      detail = "no word in it has a time"
    } catch let error as TimedWordList.SeveralSongs {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "it holds \(error.count) songs; leave only the one in it that is meant")
    } catch {
      detail = "it is not JSON with a list of words"
    }
    throw SongRunError(
      code: .unreadableFile, subject: path,
      detail: detail + #", such as {"words": [{"text": "la", "start": 1.28, "end": 1.92}]}"#)
  }
}
