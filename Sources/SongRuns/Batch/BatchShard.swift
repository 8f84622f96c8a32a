import Crypto
import Foundation

/// One machine's part of a batch: every song belongs to exactly one shard, on every machine the same.
package struct BatchShard: Hashable, Sendable {
  /// Which shard, from 0.
  package let index: Int
  /// How many there are.
  package let count: Int

  /// The whole of a batch as one shard.
  package static let whole = BatchShard(index: 0, count: 1)

  /// As many tasks as an array of Slurm has at the very most (slurm.conf(5), `MaxArraySize`).
  private static let most = 4_000_001

  private init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// A shard as its user writes it: `I/N`, `auto` in a task of a Slurm array, or `auto/N` in a pod of
  /// an Indexed Job of Kubernetes.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - environment: Where `auto` looks.
  /// - Throws: `SongRunError` of code `badShard`.
  package init(_ text: String, environment: [String: String]) throws(SongRunError) {
    func number(_ name: String) throws(SongRunError) -> Int {
      guard let number = environment[name].flatMap({ Int($0) }) else {
        throw SongRunError(
          code: .badShard, subject: text, detail: "\(name) is not set to a number here")
      }
      return number
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if text == "auto" {
      // Slurm, sbatch(1), "OUTPUT ENVIRONMENT VARIABLES".
      let step = try number("SLURM_ARRAY_TASK_STEP")
      guard step == 1 else {
        throw SongRunError(
          code: .badShard, subject: text,
          detail: "the Slurm array must have a step of 1, not \(step)")
      }
      index = try number("SLURM_ARRAY_TASK_ID") - number("SLURM_ARRAY_TASK_MIN")
      count = try number("SLURM_ARRAY_TASK_COUNT")
    } else if parts.count == 2, let total = Int(parts[1]) {
      count = total
      if parts[0] == "auto" {
        // Kubernetes, "Indexed Job for Parallel Processing with Static Work Assignment".
        index = try number("JOB_COMPLETION_INDEX")
      } else {
        index = Int(parts[0]) ?? -1
      }
    } else {
      (index, count) = (-1, 0)
    }
    guard (1...Self.most).contains(count), (0..<count).contains(index) else {
      throw SongRunError(
        code: .badShard, subject: text,
        detail: "give I/N with I from 0 to N - 1, auto in a Slurm array, or auto/N in Kubernetes")
    }
  }

  /// The shards of a batch that is split so many ways.
  package static func all(of count: Int) -> [BatchShard] {
    (0..<count).map { BatchShard(index: $0, count: count) }
  }

  /// Whether a song belongs to it: by the SHA-256 of the input as written, its first eight bytes as a
  /// big-endian number modulo the count.
  package func contains(_ input: BatchInput) -> Bool {
    let digest = SHA256.hash(data: Data(input.text.utf8))
    let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return number % UInt64(count) == UInt64(index)
  }

  /// The name of its files, such as `0-of-4`.
  package var name: String { "\(index)-of-\(count)" }

  /// The shard of that name; `nil` for a name of something else.
  init?(name: String) {
    let parts = name.split(separator: "-")
    guard parts.count == 3, parts[1] == "of", let index = Int(parts[0]), let count = Int(parts[2]),
      (0..<max(count, 0)).contains(index)
    else { return nil }
    self.init(index: index, count: count)
  }
}
