/// How beats make a bar.
enum Metre: Sendable, CaseIterable {
  /// Four beats; shuffles and 12/8, whose beats have three parts, count here too.
  case fourFour
  /// Three beats, as in a waltz.
  case threeFour
  /// Six beats, which are the eighths: two groups of three.
  case sixEight

  /// The beats that are counted in a bar; in 6/8 those are eighths.
  var beatsPerBar: Int {
    switch self {
    case .fourFour: 4
    case .threeFour: 3
    case .sixEight: 6
    }
  }

  /// Which beat, from 0, begins the second half of the bar; `nil` where a bar has no halves.
  var secondHalf: Int? {
    switch self {
    case .fourFour: 2
    case .threeFour: nil
    case .sixEight: 3
    }
  }

  /// How much a snare drum speaks for each beat of the bar: it answers the first one.
  var backbeat: [Float] {
    switch self {
    case .fourFour: [-1, 1, -1, 1]
    case .threeFour: [-1, 0.5, 0.5]
    case .sixEight: [-1, 0, 0, 1, 0, 0]
    }
  }
}
