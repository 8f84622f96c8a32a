public import Foundation

/// An output kept in a file beside the test, to which the output of today is compared.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written anew, and the comparison fails
/// all the same, so that no run passes by recording.
public struct Snapshot {
  /// The file, `Snapshots/<name>` beside the source of the test.
  public let url: URL

  /// The snapshot of a name.
  ///
  /// - Parameters:
  ///   - name: The file's name with its extension, after the test.
  ///   - source: The test's source file.
  public init(_ name: String, beside source: String = #filePath) {
    url = URL(filePath: source).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  }

  /// What is wrong with an output, in words, or `nil` where it is the one that was kept.
  ///
  /// - Throws: Foundation's error where a recording cannot be written.
  public func difference(from output: String) throws -> String? {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(output.utf8).write(to: url)
      return "recorded \(url.lastPathComponent): look at it, and run again without recording"
    }
    guard let data = try? Data(contentsOf: url) else {
      return "there is no \(url.lastPathComponent): record it with RECORD_SNAPSHOTS=1"
    }
    let kept = String(decoding: data, as: UTF8.self)
    guard kept != output else { return nil }
    let pairs = zip(
      kept.split(separator: "\n", omittingEmptySubsequences: false),
      output.split(separator: "\n", omittingEmptySubsequences: false))
    let number = pairs.enumerated().first { $0.element.0 != $0.element.1 }?.offset
    guard let number else { return "\(url.lastPathComponent): one is longer than the other" }
    let pair = Array(pairs)[number]
    return "\(url.lastPathComponent), line \(number + 1):\n- \(pair.0)\n+ \(pair.1)"
  }
}
