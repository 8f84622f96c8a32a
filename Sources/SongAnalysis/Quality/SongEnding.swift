/// How a song comes to its end, from its levels alone.
enum SongEnding: Hashable, Sendable {
  /// The level falls steadily to the end, from a step on, by so many decibels.
  case fadeOut(from: Int, decibels: Double)
  /// The sound stops at full strength.
  case abrupt
  /// Neither: a last chord that dies away, or too little sound to say.
  case ordinary

  /// The ending of a song whose sound lies in the given steps of 10 ms.
  ///
  /// All numbers are chosen by us. Abrupt: the last 0.1 s of sound are above −40 dBFS and less than
  /// 20 dB under the mean of the song. A fade: at least 3 s after the last second at the song's
  /// median level (less 3 dB), in which no second is more than 3 dB louder than any before it nor
  /// more than 12 dB softer than the last, with the last second 20 dB under the median.
  init(_ levels: SoundLevels, sound: Range<Int>) {
    self = .ordinary
    guard sound.count >= 2 * Self.second, let mean = levels.decibels(sound),
      let last = levels.decibels((sound.upperBound - 10)..<sound.upperBound)
    else { return }
    if last > -40, last > mean - 20 {
      self = .abrupt
      return
    }
    // Whole seconds, counted from the end of the sound.
    let ends = stride(
      from: sound.upperBound, through: sound.lowerBound + Self.second, by: -Self.second)
    let seconds = ends.map { levels.decibels(($0 - Self.second)..<$0) ?? -120 }
    let median = seconds.sorted()[seconds.count / 2]
    guard let length = seconds.firstIndex(where: { $0 >= median - 3 }), length >= 3,
      seconds[0] <= median - 20
    else { return }
    var floor = seconds[length]
    for index in stride(from: length - 1, through: 0, by: -1) {
      guard seconds[index] <= floor + 3, index == 0 || seconds[index] >= seconds[index + 1] - 12
      else { return }
      floor = min(floor, seconds[index])
    }
    self = .fadeOut(
      from: sound.upperBound - length * Self.second, decibels: seconds[length] - seconds[0])
  }

  /// The steps in a second.
  private static let second = 100
}
