import RiffusionAPI
import SongAnalysis
import SongRuns

/// What a person sees while a run is on its way: its steps as lines that stay, and what changes in
/// one line that does not.
struct RunProgress {
  private let console: Console
  private let tellsJobs: Bool
  private var order: OrderProgress
  private var round = ""
  private var paid = ""

  /// A progress that starts now; `tellsJobs` says whether handles are told, which are told already
  /// where they are the result.
  init(console: Console, tellsJobs: Bool = true) {
    self.console = console
    self.tellsJobs = tellsJobs
    order = OrderProgress(console: console)
  }

  /// Shows what happened.
  mutating func show(_ event: RunEvent) {
    switch event {
    case .begun(let run, let name):
      console.note("run \(run): \(name)")
    case .round(let number, let count):
      round = "round \(number)" + (count.map { "/\($0)" } ?? "")
      console.note(round)
    case .listening(let path):
      order.say("listening to \(path.lastPathComponent)")
    case .chosen(let choice):
      console.note(Self.text(of: choice))
    case .paying(let number, let most):
      paid = "request \(number)/\(most)"
      order.say("ordering")
    case .order(.submitted) where !tellsJobs:
      break
    case .order(let event):
      order.show(event)
    case .checking(let song):
      order.say("comparing \(song.id.prefix(8)) with its source")
    case .checked(let song, let seam):
      let reasons = seam.reasons.isEmpty ? "" : ": " + seam.reasons.joined(separator: "; ")
      console.note("\(song.id): seam \(seam.verdict.rawValue)\(reasons)")
    case .kept(let song):
      console.note("kept \(song.path ?? song.id)")
    case .notice(let text):
      console.note(text)
    }
    order.head = [round, paid].filter { !$0.isEmpty }
    order.showLine()
  }

  /// Takes the line away.
  func finish() { order.finish() }

  /// Where an order hangs in its source, and why.
  static func text(of choice: RunChoice) -> String {
    let trust = choice.confidence.map { ", confidence \(Int(($0 * 100).rounded())) %" } ?? ""
    let place =
      if let crop = choice.cropEndAt {
        "cut at \(crop.clock(decimals: 2))"
      } else {
        "replace \((choice.replaceStartAt ?? 0).clock(decimals: 2)) to "
          + (choice.replaceEndAt ?? 0).clock(decimals: 2)
      }
    return place + (choice.anchor.map { " (\($0)\(trust))" } ?? "") + ": \(choice.reason)"
  }
}

extension String {
  fileprivate var lastPathComponent: Substring { split(separator: "/").last ?? self[...] }
}
