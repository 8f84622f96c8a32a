/// The grid that published times of words lie on, where they lie on one.
struct TimeGrid {
  /// From one line of the grid to the next, in seconds.
  let step: Double

  /// Steps that are looked for, in seconds: providers have 0.64 and 0.743 s (32,768 frames at 44.1
  /// kHz), and files whose times are whole seconds 1.
  private static let steps = 0.3...1.05
  /// How far a time may lie off its line, in seconds: times are published in milliseconds.
  private static let tolerance = 0.004
  /// Fewer different times may lie on a grid by chance.
  private static let fewest = 8

  /// The grid of times in seconds; `nil` where they lie on none.
  ///
  /// One in twenty may be off it.
  init?(_ times: [Double]) {
    let times = Set(times).filter { $0 > 0 }.sorted()
    guard times.count >= Self.fewest else { return nil }
    let distances = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    // Neighbours may be two steps or three apart.
    let guesses = distances.lazy.flatMap { distance in (1...3).lazy.map { distance / Double($0) } }
    let found = guesses.filter(Self.steps.contains).map { Self.step(of: times, near: $0) }
    let step = found.first { step in
      let off = times.count { abs($0 - ($0 / step).rounded() * step) > Self.tolerance }
      return Self.steps.contains(step) && off * 20 <= times.count
    }
    guard let step else { return nil }
    self.step = step
  }

  /// The step by all times, from the earliest on, which a first guess is good enough for.
  private static func step(of times: [Double], near guess: Double) -> Double {
    var step = guess
    var sums = (products: 0.0, squares: 0.0)
    for time in times {
      let count = (time / step).rounded()
      sums.products += count * time
      sums.squares += count * count
      if sums.squares > 0 { step = sums.products / sums.squares }
    }
    return step
  }
}
