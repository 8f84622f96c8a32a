import AudioModel
package import Foundation
import SongAnalysis

/// What became of a batch, in numbers: the object `segue.batch/1`.
package struct BatchSummary: Encodable, Sendable {
  /// How many songs there are of each kind.
  package struct Counts: Encodable, Sendable {
    /// All songs.
    package var total = 0
    /// Songs with a result.
    package var analyzed = 0
    /// Songs that could not be analysed.
    package var failed = 0
    /// Songs that are still to be done.
    package var pending = 0
    /// Results of files that end too early.
    package var truncated = 0
    /// Results of files with damage inside.
    package var damaged = 0
    /// The length of all results together, in seconds.
    package var duration = 0.0

    private enum CodingKeys: String, CodingKey {
      case total, analyzed, failed, pending, truncated, damaged
      case duration = "duration_s"
    }
  }

  /// What the songs took by stage, in seconds of one core, over all runs.
  package struct Work: Encodable, Sendable {
    /// Reading the files for their digests.
    fileprivate(set) var hashing = 0.0
    /// Decoding them.
    fileprivate(set) var decoding = 0.0
    /// Listening to what was decoded.
    fileprivate(set) var analysing = 0.0
    /// The part of that which finds sections.
    fileprivate(set) var structure = 0.0
    /// All of it.
    fileprivate(set) var total = 0.0

    private enum CodingKeys: String, CodingKey {
      case hashing = "hashing_s"
      case decoding = "decoding_s"
      case analysing = "analysing_s"
      case structure = "structure_s"
      case total = "total_s"
    }
  }

  /// A song that took long.
  package struct SlowSong: Encodable, Sendable {
    /// The song, as written.
    let input: String
    /// How long it took, in seconds.
    let timings: TimingsReport
  }

  /// The songs that failed in one way.
  package struct Failures: Encodable, Sendable {
    /// The stable word of the failure.
    package let code: String
    /// How many songs.
    package let count: Int
    /// One of them.
    package let example: String
    /// What is said of that one.
    package let message: String
  }

  /// The name and version of this shape.
  let schema = "segue.batch/1"
  /// The version of the method.
  let analysisVersion = AnalysisDocument.currentAnalysisVersion
  /// How many songs there are of each kind.
  package private(set) var songs = Counts()
  /// What the songs took.
  package private(set) var work = Work()
  /// The run that wrote the summary; absent where shards were collected.
  package let run: RunMeasurement?
  /// The songs that took longest, at most ten.
  package private(set) var slowest: [SlowSong] = []
  /// The failures by kind, the most frequent first.
  package private(set) var failures: [Failures] = []
  /// The shards that have not done all of their songs, as `I/N`.
  package private(set) var missingShards: [String] = []
  /// The songs that are still to be done, as written.
  package private(set) var missingSongs: [String] = []

  /// The summary over songs.
  ///
  /// - Parameters:
  ///   - inputs: The songs.
  ///   - lines: What became of them; songs without a line are pending.
  ///   - shards: How many ways the batch was split.
  ///   - run: The run that did it; `nil` for several.
  init(_ inputs: [BatchInput], lines: [LedgerLine], shards: Int = 1, run: RunMeasurement?) {
    self.run = run
    songs.total = inputs.count
    let known = Dictionary(lines.map { ($0.input.identity, $0) }) { $1 }
    var failed: [String: [(BatchInput, String)]] = [:]
    var timed: [SlowSong] = []
    var pending: [BatchInput] = []
    for input in inputs {
      switch known[input.identity]?.outcome {
      case nil:
        pending.append(input)
      case .failed(let error):
        failed[error.code, default: []].append((input, error.message))
      case .analyzed(_, let song):
        songs.analyzed += 1
        songs.truncated += song.status == .truncated ? 1 : 0
        songs.damaged += song.status == .damaged ? 1 : 0
        songs.duration += song.duration
        if let timings = song.timings {
          work.add(timings)
          timed.append(SlowSong(input: input.text, timings: timings))
        }
      }
    }
    songs.failed = failed.values.reduce(0) { $0 + $1.count }
    songs.pending = pending.count
    songs.duration = songs.duration.rounded(toDecimals: 3)
    missingSongs = pending.map(\.text)
    missingShards = BatchShard.all(of: shards).filter {
      $0 != .whole && pending.contains(where: $0.contains)
    }
    .map { "\($0.index)/\($0.count)" }
    slowest = Array(timed.sorted { $0.timings.total > $1.timings.total }.prefix(10))
    failures = failed.map { code, songs in
      Failures(code: code, count: songs.count, example: songs[0].0.text, message: songs[0].1)
    }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// The object as JSON, for a person too.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite, of which there is none.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + [0x0a]
  }

  private enum CodingKeys: String, CodingKey {
    case schema, songs, work, run, slowest, failures
    case analysisVersion = "analysis_version"
    case missingShards = "missing_shards"
    case missingSongs = "missing_songs"
  }
}

extension BatchSummary.Work {
  fileprivate mutating func add(_ timings: TimingsReport) {
    hashing = (hashing + timings.hashing).rounded(toDecimals: 3)
    decoding = (decoding + timings.decoding).rounded(toDecimals: 3)
    analysing = (analysing + timings.analysing).rounded(toDecimals: 3)
    structure = (structure + timings.structure).rounded(toDecimals: 3)
    total = (total + timings.total).rounded(toDecimals: 3)
  }
}
