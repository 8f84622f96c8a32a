/// A small seeded generator, so that the same song is rendered to the same samples everywhere.
///
/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014. A stream is keyed by the seed and by what it decides; so one decision more changes no
/// other.
package struct RandomStream {
  private var state: UInt64

  /// The stream of one decision of one song.
  package init(seed: UInt64, _ decision: Decision, _ index: Int = 0) {
    state = seed
    state = next() ^ (decision.rawValue &* 0x9E37_79B9_7F4A_7C15)
    state = next() ^ UInt64(bitPattern: Int64(index))
  }

  /// What is decided by chance, each from a stream of its own.
  package enum Decision: UInt64 {
    case tempo = 1
    case key, progression, form, rhythm, contour, hook, drums, touch, noise, voice
  }

  /// A seed for another song, that this stream starts with.
  var seedOfItsOwn: UInt64 {
    var stream = self
    return stream.next()
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, and without, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number within a range.
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// Whether something of the given probability happens.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of several, each as likely as the others.
  ///
  /// - Precondition: there is at least one.
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int(unit() * Double(choices.count))]
  }

  /// A sample of white noise, from −1 to 1.
  mutating func noise() -> Float { Float(Int32(truncatingIfNeeded: next() >> 32)) * 0x1p-31 }
}
