package import Foundation
import SongAnalysis

/// The folder of a batch: results by key, a ledger for each shard, and what is made of them.
///
/// Every file appears as a whole or not at all, the ledgers excepted, which only grow.
package struct BatchFolder: Sendable {
  /// The folder as the user wrote it.
  package let path: String

  /// A folder that is there, or is made with `prepare`.
  package init(path: String) { self.path = path }

  /// Makes the folder and what belongs into it, and removes what writers left that were killed.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package func prepare() throws(SongRunError) {
    for folder in [results, ledgers] { try ResultFolder.make(folder) }
    sweep(path)
    for name in names(in: path) { sweep(file(name)) }
  }

  /// The path of a file in it.
  package func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

  /// The path of a result.
  package func result(_ key: BatchKey) -> String {
    (results as NSString).appendingPathComponent(Self.name(of: key))
  }

  /// The path of a shard's ledger.
  func ledger(_ shard: BatchShard) -> String {
    (ledgers as NSString).appendingPathComponent("\(shard.name).jsonl")
  }

  /// The shards that have a ledger, that of the latest first.
  func shards() -> [BatchShard] {
    names(in: ledgers).compactMap { name -> (BatchShard, Int)? in
      guard name.hasSuffix(".jsonl"), let shard = BatchShard(name: String(name.dropLast(6))) else {
        return nil
      }
      return (shard, FileStamp(path: ledger(shard))?.modified ?? 0)
    }.sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }.map(\.0)
  }

  /// The last line on each song, over all ledgers, where it is by the present method and its result
  /// is there.
  func lines() -> [BatchInput.Identity: LedgerLine] {
    var last: [BatchInput.Identity: LedgerLine] = [:]
    for line in shards().flatMap({ BatchLedger.lines(at: ledger($0)) }) {
      let identity = line.input.identity
      if let known = last[identity], known.time > line.time { continue }
      last[identity] = line
    }
    let results = Set(names(in: results))
    return last.filter { _, line in
      line.analysisVersion == AnalysisDocument.currentAnalysisVersion
        && line.key.map { results.contains(Self.name(of: $0)) } ?? true
    }
  }

  /// The result of a key, if there is one of the present version.
  func document(_ key: BatchKey) -> AnalysisDocument? {
    let document = FileManager.default.contents(atPath: result(key)).flatMap {
      try? JSONDecoder().decode(AnalysisDocument.self, from: $0)
    }
    return document?.analysisVersion == AnalysisDocument.currentAnalysisVersion ? document : nil
  }

  /// Whether all files of those names were written after every ledger and the list of songs.
  func areCurrent(_ names: [String]) -> Bool {
    let sources = shards().map(ledger) + [file(Self.inputsName)]
    guard let last = sources.compactMap({ FileStamp(path: $0)?.modified }).max() else {
      return false
    }
    return names.allSatisfy { FileStamp(path: file($0)).map { $0.modified > last } ?? false }
  }

  /// Writes a file of the folder, whole or not at all, and waits until the disk has it.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package func write(_ data: Data, to path: String) throws(SongRunError) {
    var file = try WholeFile(path: path)
    try file.write(data)
    try file.finish()
  }

  private var results: String { file("results") }
  private var ledgers: String { file("ledgers") }

  private static func name(of key: BatchKey) -> String { "\(key).json" }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func sweep(_ folder: String) {
    for name in names(in: folder) where WholeFile.isPart(name) {
      let part = (folder as NSString).appendingPathComponent(name)
      let age = Date.now.timeIntervalSince1970 - Double(FileStamp(path: part)?.modified ?? 0) / 1e9
      // Another shard may be at work on a younger one.
      if age > Self.longestWriting { try? FileManager.default.removeItem(atPath: part) }
    }
  }

  /// After so many seconds nobody writes a file any more: an hour, far above any of ours.
  private static let longestWriting = 3600.0
}
