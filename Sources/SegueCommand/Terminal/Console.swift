import ArgumentParser
import Foundation
import SongReports

/// Standard output for results, standard error for everything else, and a progress bar that gets in
/// the way of neither.
final class Console {
  /// How results stand out: only on a terminal, and not against the user's wish (no-color.org).
  let style: TextStyle

  private let total: Int?
  private var done = 0
  private var isProgressShown = false
  private var canWrite = true

  /// The process's streams.
  ///
  /// - Parameter total: How many results there will be; with more than one, and standard error on a
  ///   terminal, progress is shown. `nil` shows none.
  init(progressOver total: Int? = nil) {
    let environment = ProcessInfo.processInfo.environment
    style = TextStyle(
      hasColour: isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb")
    self.total = isatty(STDERR_FILENO) == 1 ? total.flatMap { $0 > 1 ? $0 : nil } : nil
    showProgress()
  }

  /// Writes a result, whole.
  ///
  /// - Throws: `ExitCode` 1 where standard output takes no more. A full disk is told before; a reader
  ///   that has gone need not be.
  func write(_ text: String) throws {
    hideProgress()
    guard canWrite else { throw ExitCode.failure }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      canWrite = false
      let code = error.systemCode
      if code != EPIPE {
        let cause = code.map { String(cString: strerror($0)) } ?? "\(error)"
        note("cannot write the results: \(cause)")
      }
      throw ExitCode.failure
    }
    showProgress()
  }

  /// Tells a person something, in one line after the program's name.
  func note(_ text: String) {
    hideProgress()
    tell("segue: \(text.printable)\n")
    showProgress()
  }

  /// Counts one result.
  func advance() {
    done += 1
    hideProgress()
    showProgress()
  }

  /// Takes the progress bar away, until the next change.
  func hideProgress() {
    guard isProgressShown else { return }
    tell("\r\u{1B}[K")
    isProgressShown = false
  }

  private func showProgress() {
    guard let total, done < total else { return }
    let filled = Self.barWidth * done / total
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "·", count: Self.barWidth - filled)
    tell("\(bar) \(done)/\(total)")
    isProgressShown = true
  }

  /// Nothing is left to be done where standard error itself fails.
  private func tell(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private static let barWidth = 40
}

extension Error {
  /// The system's error number, which Foundation wraps in an error of its own.
  fileprivate var systemCode: Int32? {
    let cause = (self as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return cause?.domain == NSPOSIXErrorDomain ? cause.map { Int32($0.code) } : nil
  }
}
