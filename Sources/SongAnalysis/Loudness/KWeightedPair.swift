/// Two channels under K-weighting, filtered side by side.
///
/// The recursion of a filter waits for its own last output; a second channel fits into the wait and
/// costs nothing. For the same reason all that does not wait, the numerator of the shelf, runs ahead
/// in a loop of its own, and both filters are in direct form I, where only one product and one
/// difference lie between an output and the next. Without vector types: see `OversamplingFilter`.
struct KWeightedPair: Sendable {
  /// The most frames that `process` takes at once.
  static let longestRun = 512
  /// How many numbers of scratch space `process` needs.
  static let scratchCount = 2 * longestRun

  private var first = Memory()
  private var second = Memory()

  /// Both filters at rest.
  init() {}

  /// Filters some frames, at most `longestRun`, and adds up their squares.
  ///
  /// Samples that are not finite count as 0. They are looked for only where they have spoilt the
  /// sum, so that clean audio does not pay for them. The scratch space has room for `scratchCount`
  /// numbers, which mean nothing before and after.
  mutating func process(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int,
    weighting: KWeighting, scratch: UnsafeMutablePointer<Double>
  ) {
    let before = self
    run(first, second, count: count, weighting: weighting, scratch: scratch)
    guard !(self.first.energy + self.second.energy).isFinite else { return }
    self = before
    for frame in 0..<count {
      var left = first[frame].isFinite ? first[frame] : 0
      var right = second[frame].isFinite ? second[frame] : 0
      run(&left, &right, count: 1, weighting: weighting, scratch: scratch)
    }
  }

  /// The sum of the squared outputs since the last call, for each of the two channels.
  mutating func takeEnergies() -> (first: Double, second: Double) {
    (first.takeEnergy(), second.takeEnergy())
  }

  private mutating func run(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int,
    weighting: KWeighting, scratch: UnsafeMutablePointer<Double>
  ) {
    let (leftInput, rightInput) = (scratch, scratch + Self.longestRun)
    first.applyNumerator(left, count: count, weighting: weighting, to: leftInput)
    second.applyNumerator(right, count: count, weighting: weighting, to: rightInput)
    let (a1, a2) = (weighting.shelf.a1, weighting.shelf.a2)
    let (c1, c2) = (weighting.highPass.a1, weighting.highPass.a2)
    var (u1, u2, y1, y2) = (first.shelved1, first.shelved2, first.output1, first.output2)
    var (v1, v2, z1, z2) = (second.shelved1, second.shelved2, second.output1, second.output2)
    var (leftEnergy, rightEnergy) = (first.energy, second.energy)
    for frame in 0..<count {
      let u = (leftInput[frame] - a2 * u2) - a1 * u1
      let y = ((u - u1) - (u1 - u2) - c2 * y2) - c1 * y1
      leftEnergy += y * y
      (u2, u1, y2, y1) = (u1, u, y1, y)
      let v = (rightInput[frame] - a2 * v2) - a1 * v1
      let z = ((v - v1) - (v1 - v2) - c2 * z2) - c1 * z1
      rightEnergy += z * z
      (v2, v1, z2, z1) = (v1, v, z1, z)
    }
    (first.shelved1, first.shelved2, first.output1, first.output2) = (u1, u2, y1, y2)
    (second.shelved1, second.shelved2, second.output1, second.output2) = (v1, v2, z1, z2)
    (first.energy, second.energy) = (leftEnergy, rightEnergy)
  }

  /// What one channel leaves behind for the next frames.
  private struct Memory {
    /// The inputs of the last two frames.
    var (input1, input2) = (0.0, 0.0)
    /// The outputs of the shelf, which are the inputs of the high-pass.
    var (shelved1, shelved2) = (0.0, 0.0)
    /// The outputs of the high-pass.
    var (output1, output2) = (0.0, 0.0)
    /// The sum of the squared outputs.
    var energy = 0.0

    /// The numerator of the shelf, with the gain of the high-pass, whose own is then 1, −2, 1.
    mutating func applyNumerator(
      _ source: UnsafePointer<Float>, count: Int, weighting: KWeighting,
      to target: UnsafeMutablePointer<Double>
    ) {
      let gain = weighting.highPass.b0
      let (b0, b1) = (weighting.shelf.b0 * gain, weighting.shelf.b1 * gain)
      let b2 = weighting.shelf.b2 * gain
      for frame in 0..<min(count, 2) {
        let input = Double(source[frame])
        target[frame] = b0 * input + b1 * input1 + b2 * input2
        (input2, input1) = (input1, input)
      }
      guard count > 2 else { return }
      for frame in 2..<count {
        target[frame] =
          b0 * Double(source[frame]) + b1 * Double(source[frame - 1])
          + b2 * Double(source[frame - 2])
      }
      (input2, input1) = (Double(source[count - 2]), Double(source[count - 1]))
    }

    /// The energy, which begins anew.
    ///
    /// What is left in the filters after a long silence is set to zero here, before it becomes too
    /// small for the fast path of the processor (1e-50 is −500 dBFS).
    mutating func takeEnergy() -> Double {
      defer { energy = 0 }
      let left =
        (shelved1 * shelved1 + shelved2 * shelved2) + (output1 * output1 + output2 * output2)
      if left < 1e-50 { (shelved1, shelved2, output1, output2) = (0, 0, 0, 0) }
      return energy
    }
  }
}
