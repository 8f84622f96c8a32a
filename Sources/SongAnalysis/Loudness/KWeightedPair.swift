/// Two channels under K-weighting, filtered side by side.
///
/// The recursion of a filter waits for its own last output; a second channel fits into the wait and
/// costs nothing. For the same reason all that the next output needs of older numbers is made ready
/// a frame ahead, so that only one product and one difference lie between an output and the next.
/// Without vector types: see `OversamplingFilter`.
struct KWeightedPair: Sendable {
  private var first = Memory()
  private var second = Memory()

  /// Both filters at rest.
  init() {}

  /// Filters some frames and adds up their squares.
  ///
  /// Samples that are not finite count as 0. They are looked for only where they have spoilt the
  /// sum, so that clean audio does not pay for them.
  mutating func process(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int,
    weighting: KWeighting
  ) {
    let before = self
    run(first, second, count: count, weighting: weighting)
    guard !(self.first.energy + self.second.energy).isFinite else { return }
    self = before
    for frame in 0..<count {
      var left = first[frame].isFinite ? first[frame] : 0
      var right = second[frame].isFinite ? second[frame] : 0
      run(&left, &right, count: 1, weighting: weighting)
    }
  }

  /// The sum of the squared outputs since the last call, for each of the two channels.
  mutating func takeEnergies() -> (first: Double, second: Double) {
    (first.takeEnergy(), second.takeEnergy())
  }

  private mutating func run(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int,
    weighting: KWeighting
  ) {
    // The shelf has the gain of the high-pass, whose own numerator is then 1, −2, 1.
    let gain = weighting.highPass.b0
    let (b0, b1) = (weighting.shelf.b0 * gain, weighting.shelf.b1 * gain)
    let b2 = weighting.shelf.b2 * gain
    let (a1, a2) = (weighting.shelf.a1, weighting.shelf.a2)
    let (c1, c2) = (weighting.highPass.a1, weighting.highPass.a2)
    var (left, right) = (self.first, self.second)
    for frame in 0..<count {
      let (leftInput, rightInput) = (Double(first[frame]), Double(second[frame]))
      let leftShelved = (b0 * leftInput + left.shelfAhead) - a1 * left.shelved
      let rightShelved = (b0 * rightInput + right.shelfAhead) - a1 * right.shelved
      left.shelfAhead = (b1 * leftInput + b2 * left.input) - a2 * left.shelved
      right.shelfAhead = (b1 * rightInput + b2 * right.input) - a2 * right.shelved
      let leftStep = leftShelved - left.shelved
      let rightStep = rightShelved - right.shelved
      let leftOutput = (leftStep + left.highPassAhead) - c1 * left.output
      let rightOutput = (rightStep + right.highPassAhead) - c1 * right.output
      left.highPassAhead = -(leftStep + c2 * left.output)
      right.highPassAhead = -(rightStep + c2 * right.output)
      left.energy += leftOutput * leftOutput
      right.energy += rightOutput * rightOutput
      (left.input, left.shelved, left.output) = (leftInput, leftShelved, leftOutput)
      (right.input, right.shelved, right.output) = (rightInput, rightShelved, rightOutput)
    }
    (self.first, self.second) = (left, right)
  }

  /// What one channel leaves behind for the next frames.
  private struct Memory {
    /// The last input.
    var input = 0.0
    /// The last output of the shelf, which is the input of the high-pass.
    var shelved = 0.0
    /// The last output of the high-pass.
    var output = 0.0
    /// What the shelf's next output owes to all but its input and the last output.
    var shelfAhead = 0.0
    /// What the high-pass's next output owes to all but the shelf's next step and the last output.
    var highPassAhead = 0.0
    /// The sum of the squared outputs.
    var energy = 0.0

    /// The energy, which begins anew.
    ///
    /// What is left in the filters after a long silence is set to zero here, before it becomes too
    /// small for the fast path of the processor (1e-50 is −500 dBFS).
    mutating func takeEnergy() -> Double {
      defer { energy = 0 }
      let left =
        (shelved * shelved + output * output)
        + (shelfAhead * shelfAhead + highPassAhead * highPassAhead)
      if left < 1e-50 { (shelved, output, shelfAhead, highPassAhead) = (0, 0, 0, 0) }
      return energy
    }
  }
}
