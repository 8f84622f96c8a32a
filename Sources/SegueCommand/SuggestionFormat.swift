import ArgumentParser
import Foundation
import SongAnalysis
import SongReports
import SongRuns

/// How a suggestion is printed.
enum SuggestionFormat: String, ExpressibleByArgument, CaseIterable {
  /// For a person.
  case text
  /// One object.
  case json

  /// Prints an answer, and says whether it is a good one.
  ///
  /// - Throws: `ExitCode` where standard output takes no more.
  func print(_ answer: SuggestionAnswer, on console: Console) throws -> Bool {
    switch answer {
    case .suggestion(let document, let notices):
      notices.forEach(console.note)
      try console.write(
        self == .json
          ? encoded(document) : SuggestionText(document, style: console.style).text())
      return true
    case .failure(let document):
      console.note("\(document.source.path): \(document.error.code): \(document.error.message)")
      if self == .json { try console.write(encoded(document)) }
      return false
    }
  }

  private func encoded(_ document: some Encodable) throws -> String {
    String(decoding: try DocumentEncoder().encode(document), as: UTF8.self) + "\n"
  }
}
