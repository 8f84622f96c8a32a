import Foundation
import Subprocess
import SystemPackage

/// What a program did when it was run: its exit status and all that it wrote.
public struct CommandRun: Sendable {
  /// The exit status; 128 and the signal's number where a signal ended it, as a shell says it.
  public let status: Int
  /// Standard output, as text.
  public let output: String
  /// Standard error, as text.
  public let errors: String

  /// The lines of standard error.
  public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: The absolute path of the program.
  ///   - arguments: Its arguments, without its own name.
  ///   - folder: Its working folder; the present one when `nil`.
  ///   - input: What it reads from standard input.
  ///   - environment: What it finds in its environment beside or instead of ours.
  /// - Throws: Subprocess's error where the program cannot be started, or writes more than 16 MiB.
  public init(
    _ program: String, _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) async throws {
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments),
      environment: environment.reduce(.inherit) { all, one in
        all.updating([Environment.Key(stringLiteral: one.key): one.value])
      },
      workingDirectory: folder.map { FilePath($0) }, input: .string(input),
      output: .string(limit: 1 << 24), error: .string(limit: 1 << 24))
    status =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    output = result.standardOutput
    errors = result.standardError
  }

  /// The path of a product of this package, beside the running tests.
  ///
  /// - Returns: A path at which nothing stands where the product was not built.
  public static func product(_ name: String) -> String {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
    let folder =
      bundle.bundlePath.hasSuffix(".xctest")
      ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
    return folder.appending(path: name).path
  }
}
