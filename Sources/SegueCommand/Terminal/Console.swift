import ArgumentParser
import Foundation
import RiffusionAPI
import SongReports
import SongRuns
import Synchronization

/// Standard output for results, standard error for everything else, and a line of progress that gets
/// in the way of neither.
///
/// What several tasks write comes one after the other, never one inside the other.
final class Console: Sendable {
  /// How results stand out: only on a terminal, and not against the user's wish (no-color.org).
  let style: TextStyle

  private let total: Int?
  private let showsStatus: Bool
  private let state = Mutex(State())

  private struct State {
    var done = 0
    var status: String?
    var isProgressShown = false
    var canWrite = true
  }

  /// The process's streams.
  ///
  /// - Parameters:
  ///   - total: How many results there will be; with more than one, and standard error on a terminal,
  ///     progress is shown. `nil` shows none.
  ///   - isQuiet: Whether no status is shown either.
  init(progressOver total: Int? = nil, isQuiet: Bool = false) {
    let environment = ProcessInfo.processInfo.environment
    style = TextStyle(
      hasColour: isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb")
    showsStatus = isatty(STDERR_FILENO) == 1 && !isQuiet
    self.total = isatty(STDERR_FILENO) == 1 ? total.flatMap { $0 > 1 ? $0 : nil } : nil
    state.withLock { showProgress(&$0) }
  }

  /// Writes a result, whole.
  ///
  /// - Throws: `ExitCode` 1 where standard output takes no more. A full disk is told before; a reader
  ///   that has gone need not be.
  func write(_ text: String) throws {
    try state.withLock { state in
      hideProgress(&state)
      guard state.canWrite else { throw ExitCode.failure }
      do {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
      } catch {
        state.canWrite = false
        if error.systemCode != EPIPE {
          tell("segue: cannot write the results: \(error.inWords)\n")
        }
        throw ExitCode.failure
      }
      showProgress(&state)
    }
  }

  /// Tells a person something, in one line after the program's name.
  func note(_ text: String) {
    changing { _ in tell("segue: \(text.printable)\n") }
  }

  /// Counts one result.
  func advance() { changing { $0.done += 1 } }

  /// Shows one line that changes, on a terminal alone; `nil` takes it away.
  func showStatus(_ text: String?) { changing { $0.status = text } }

  /// Takes the progress away, until the next change.
  func hideProgress() { state.withLock { hideProgress(&$0) } }

  /// Does something while no progress is shown.
  private func changing(_ change: (inout State) -> Void) {
    state.withLock { state in
      hideProgress(&state)
      change(&state)
      showProgress(&state)
    }
  }

  private func hideProgress(_ state: inout State) {
    guard state.isProgressShown else { return }
    tell("\r\u{1B}[K")
    state.isProgressShown = false
  }

  private func showProgress(_ state: inout State) {
    if let status = state.status, showsStatus {
      // A longer line would wrap, and could not be taken away again.
      tell(String(status.printable.prefix(Self.statusWidth)))
      state.isProgressShown = true
    } else if let total, state.done < total {
      let filled = Self.barWidth * state.done / total
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "·", count: Self.barWidth - filled)
      tell("\(bar) \(state.done)/\(total)")
      state.isProgressShown = true
    }
  }

  /// Nothing is left to be done where standard error itself fails.
  private func tell(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private static let barWidth = 40
  private static let statusWidth = 79
}
