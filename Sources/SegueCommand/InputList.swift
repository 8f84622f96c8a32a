import Foundation
import SongRuns

/// What a command is about, where `-` stands for the lines of standard input.
struct InputList {
  /// The inputs, in order; blank lines are none.
  let texts: [String]

  /// Reads standard input where it is named.
  ///
  /// - Throws: `SongRunError` of code `unresolvedSource` where it names nothing, and nothing else does.
  init(_ arguments: [String]) async throws {
    var texts: [String] = []
    for argument in arguments {
      guard argument == "-" else {
        texts.append(argument)
        continue
      }
      for await line in standardInputLines() {
        let text = line.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty { texts.append(text) }
      }
    }
    guard !texts.isEmpty else {
      throw SongRunError(
        code: .unresolvedSource, subject: "-", detail: "standard input names no song")
    }
    self.texts = texts
  }
}
