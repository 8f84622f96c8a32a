import Foundation

/// What is left to do of a batch: what is missing, what has changed, and, if so wished, what failed.
struct BatchPlan {
  /// The songs that are left to do, in order.
  private(set) var missing: [BatchInput] = []
  /// The lines of the songs that are done.
  private(set) var done: [LedgerLine] = []

  /// Looks every song up, at the cost of asking the file system about it.
  ///
  /// - Parameters:
  ///   - songs: The songs.
  ///   - folder: Where results and ledgers are.
  ///   - pages: Where the pages are that belong to a done song; `nil` where none do.
  ///   - retriesFailed: Whether no failure is done, and not only those that may be gone by now.
  init(
    _ songs: [BatchInput], in folder: BatchFolder, pages: (any BatchPages)?, retriesFailed: Bool
  ) {
    let lines = folder.lines()
    for song in songs {
      guard let line = lines[song.identity], line.isCurrent,
        line.key.map({ pages?.holds($0) ?? true }) ?? !(retriesFailed || line.isPassing)
      else {
        missing.append(song)
        continue
      }
      done.append(line)
    }
  }
}

extension LedgerLine {
  /// Whether the song's files are still those of the line.
  fileprivate var isCurrent: Bool {
    (input.kind != .file || stamp == FileStamp(path: input.place))
      && lyricsDigest == input.lyrics.flatMap { try? FileDigest(path: $0).description }
      && wordsDigest == input.words.flatMap { try? FileDigest(path: $0).description }
  }
}
