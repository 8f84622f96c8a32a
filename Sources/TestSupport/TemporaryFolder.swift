import Foundation

/// A folder of a test's own, removed with all that is in it when the last reference goes away.
public final class TemporaryFolder: Sendable {
  /// The folder's absolute path, without a slash at its end.
  public let path: String

  /// Makes an empty folder under the system's folder for temporary files.
  ///
  /// - Throws: what the file system says when it cannot.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("segue-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder, whether it exists or not.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// Writes a file in the folder and gives its path.
  ///
  /// - Throws: what the file system says when it cannot.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(of: name)))
    return path(of: name)
  }

  /// The bytes of a file in the folder.
  ///
  /// - Throws: what the file system says when it cannot be read.
  public func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }

  /// The names of everything in the folder, hidden files too, sorted.
  ///
  /// - Throws: what the file system says when it cannot be listed.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
