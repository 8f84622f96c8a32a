import Foundation
import RiffusionAPI
import SongRuns

/// What a person sees while an order is on its way: one line that changes, and a line that stays for
/// everything worth keeping.
struct OrderProgress {
  /// What stands before the states of the songs.
  var head: [String] = []

  private let console: Console
  private let start = ContinuousClock.now
  private var states: [String: String] = [:]
  private var order: [String] = []

  /// A progress that starts now.
  init(console: Console) { self.console = console }

  /// Shows what happened.
  mutating func show(_ event: OrderEvent) {
    switch event {
    case .uploading(let url):
      console.note("uploading \(url)")
    case .submitted(let handle):
      console.note("ordered: \(handle)")
    case .trouble(let text):
      console.note(text)
    case .progress(let songs):
      for song in songs { set(song.id, Self.words(for: song)) }
    case .downloading(let song, let step):
      let share = step.total.map { $0 > 0 ? " \(step.received * 100 / $0) %" : "" } ?? ""
      set(song.id, "downloading\(share)")
    case .delivered(let delivered):
      set(delivered.song.id, "done")
      if let error = delivered.error { console.note("\(error)") }
      if let file = delivered.file, let notice = file.notice {
        console.note("\(file.path): \(notice)")
      }
    }
    showLine()
  }

  /// Says what is being done, until the next change.
  mutating func say(_ words: String) {
    order = []
    states = [:]
    set("", words)
    showLine()
  }

  /// Takes the line away.
  func finish() { console.showStatus(nil) }

  private mutating func set(_ id: String, _ words: String) {
    if id != "" { order.removeAll { $0 == "" } }
    if !order.contains(id) { order.append(id) }
    states[id] = words
  }

  private static func words(for song: Song) -> String {
    let share = song.progress.map { " \(Int(($0 * 100).rounded())) %" } ?? ""
    return song.state.isFinal ? song.state.rawValue : song.state.rawValue + share
  }

  /// Shows the line again.
  func showLine() {
    let seconds = Int(start.duration(to: .now).components.seconds)
    let time = "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    let songs = order.map { id in (id.isEmpty ? "" : "\(id.prefix(8)) ") + (states[id] ?? "") }
    console.showStatus(([time] + head + songs).joined(separator: "  "))
  }
}
