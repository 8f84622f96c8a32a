import Foundation
import SongAnalysis
import SongReports
import SongRuns

/// Prints answers in a format, each as soon as it comes, and what a person must know beside them.
struct AnswerPrinter {
  private let format: OutputFormat
  private let isSingle: Bool
  private let console: Console
  private var printed = 0

  /// A printer for one input, or for several.
  init(format: OutputFormat, isSingle: Bool, console: Console) {
    self.format = format
    self.isSingle = isSingle
    self.console = console
  }

  /// Prints what is said of the next song.
  ///
  /// - Throws: `ExitCode` where standard output takes no more.
  mutating func print(_ song: SongHearing) throws {
    defer { console.advance() }
    let answer = song.answer
    song.notices.forEach(console.note)
    switch format {
    case .text:
      guard case .analysis(let document) = answer else { return }
      let text = AnalysisText(
        document, loudness: song.loudness, style: console.style
      ).text
      try console.write((printed > 0 ? "\n" : "") + text)
    case .jsonl:
      try console.write(json: answer)
    case .json:
      let opening = isSingle ? "" : printed > 0 ? ",\n" : "[\n"
      try console.write(opening + encoded(answer) + (isSingle ? "\n" : ""))
    }
    printed += 1
  }

  /// Closes what is open, after the last answer or in the midst of them.
  mutating func finish() {
    console.hideProgress()
    guard format == .json, !isSingle else { return }
    try? console.write(printed > 0 ? "\n]\n" : "[]\n")
  }

  private func encoded(_ answer: SongAnswer) throws -> String {
    String(decoding: try DocumentEncoder().encode(answer), as: UTF8.self)
  }
}
