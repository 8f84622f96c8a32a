import Foundation
import SongAnalysis

/// What all runs and shards of a batch have come to, and the tables over it.
package struct BatchCollection {
  private let folder: BatchFolder
  private let songs: [BatchInput]
  private let lines: [BatchInput.Identity: LedgerLine]

  /// Reads the ledgers of a batch.
  ///
  /// - Throws: `SongRunError` of code `noBatch`.
  package init(_ folder: BatchFolder) throws(SongRunError) {
    self.folder = folder
    songs = try folder.inputs()
    lines = folder.lines()
  }

  /// The summary over all songs, whose shards are those of the latest run.
  package var summary: BatchSummary {
    BatchSummary(
      songs, lines: Array(lines.values), shards: folder.shards().first?.count ?? 1, run: nil)
  }

  /// Whether the tables and the index were written after everything that they tell of.
  package var isWritten: Bool {
    folder.areCurrent(["songs.jsonl", "songs.csv", "index.html"])
  }

  /// Writes `songs.jsonl` and `songs.csv`, a line for each song that is done, in the order of the
  /// inputs.
  ///
  /// - Parameter each: Told what is said of each song, and the key of its result.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package func write(each: (SongAnswer, BatchKey?) -> Void) throws {
    var documents = try WholeFile(path: folder.file("songs.jsonl"))
    var table = try WholeFile(path: folder.file("songs.csv"))
    try table.write(SongTable.header)
    for song in songs {
      guard let line = lines[song.identity], let answer = answer(for: song, line) else { continue }
      try documents.write(try DocumentEncoder().encode(answer) + [0x0a])
      try table.write(SongTable.row(answer, key: line.key))
      each(answer, line.key)
    }
    try documents.finish()
    try table.finish()
  }

  /// What is said of a song, under its own name; `nil` where its result cannot be read.
  private func answer(for song: BatchInput, _ line: LedgerLine) -> SongAnswer? {
    switch line.outcome {
    case .failed(let error):
      return .failure(
        FailureDocument(path: song.place, code: error.code, message: error.message))
    case .analyzed(let key, let found):
      guard var document = folder.document(key) else { return nil }
      document.source = song.source(sha256: found.sha256)
      return .analysis(document)
    }
  }
}

extension BatchFolder {
  /// The name of the list of all songs.
  static let inputsName = "inputs.jsonl"

  /// Keeps the list of all songs, those of other shards too.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  func keep(_ songs: [BatchInput]) throws {
    var list = Data()
    for song in songs { list += try DocumentEncoder().encode(song) + [0x0a] }
    let path = file(Self.inputsName)
    if FileManager.default.contents(atPath: path) != list { try write(list, to: path) }
  }

  /// The list of all songs.
  ///
  /// - Throws: `SongRunError` of code `noBatch`.
  func inputs() throws(SongRunError) -> [BatchInput] {
    let path = file(Self.inputsName)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SongRunError(
        code: .noBatch, subject: self.path, detail: "no batch was run with --output here")
    }
    let decoder = JSONDecoder()
    return data.split(separator: 0x0a).compactMap {
      try? decoder.decode(BatchInput.self, from: $0)
    }
  }
}
