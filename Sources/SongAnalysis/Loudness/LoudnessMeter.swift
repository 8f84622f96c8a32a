public import AudioModel

/// Measures the loudness of a programme as it passes: momentary, short-term, integrated, and range.
///
/// ITU-R BS.1770-5, Annex 1 (weighting, channel sum, both gates), EBU Tech 3341 v4 (momentary 400
/// ms, short-term 3 s) and EBU Tech 3342 v4 (range).
///
/// Time is cut into steps of 10 ms; the boundary *k* lies at round(*k* · rate / 100) frames. Every
/// window begins and ends on that grid: the momentary and short-term windows end at each step, the
/// gating blocks and the short-term values of the range at each tenth. What follows the last
/// boundary is too short to count.
///
/// A mono stream is one channel, and reads 3.01 LU below the same signal on two. A sample that is
/// not finite counts as 0. Readings do not depend on how the stream is cut into blocks. Below a
/// sample rate of 4 kHz the weighting does not exist, and every reading is `nil`.
///
/// Memory: 160 bytes for a second of audio.
public struct LoudnessMeter: Sendable {
  /// The steps in a window of momentary loudness: 400 ms (EBU Tech 3341, section 2.2).
  private static let momentarySteps = 40
  /// The steps in a window of short-term loudness: 3 s (EBU Tech 3341, section 2.2).
  private static let shortTermSteps = 300
  /// The steps from one gating block to the next: 100 ms, an overlap of 75 % (BS.1770-5, Annex 1).
  private static let seriesSteps = 10

  private let format: AudioFormat
  private let weighting: KWeighting?

  /// Two channels at a time that have a weight, as places in a block; a last odd one stands twice.
  private let pairs: [(first: Int, second: Int, weights: (Double, Double))]
  private var filters: [KWeightedPair]

  private var frameCount = 0
  private var stepCount = 0
  private var nextBoundary: Int

  private var momentarySum = SlidingSum(length: momentarySteps)
  private var shortTermSum = SlidingSum(length: shortTermSteps)
  private var momentaryPower: Double?
  private var shortTermPower: Double?
  private var maxMomentaryPower = 0.0
  private var maxShortTermPower = 0.0

  /// The powers of the gating blocks, one for each 100 ms from 0.4 s on.
  private var blockPowers: [Double] = []
  /// The short-term powers, one for each 100 ms from 3 s on.
  private var shortTermPowers: [Double] = []

  /// A meter at rest, for a stream of the given format.
  public init(format: AudioFormat) {
    self.format = format
    weighting = KWeighting(sampleRate: format.sampleRate)
    let places = format.channels.indices.filter { format.channels[$0].loudnessWeight > 0 }
    pairs = stride(from: 0, to: places.count, by: 2).map { index in
      let first = places[index]
      let weight = format.channels[first].loudnessWeight
      guard index + 1 < places.count else { return (first, first, (weight, 0)) }
      let second = places[index + 1]
      return (first, second, (weight, format.channels[second].loudnessWeight))
    }
    filters = Array(repeating: KWeightedPair(), count: pairs.count)
    nextBoundary = Self.boundary(1, sampleRate: format.sampleRate)
  }

  /// Takes the next block of the stream; it may be of any length, also empty.
  ///
  /// - Precondition: The block has the format of the meter.
  public mutating func process(_ block: AudioBlock) {
    precondition(block.format == format, "a block of another format: \(block.format)")
    guard let weighting else { return }
    var start = 0
    while start < block.frameCount {
      let count = min(block.frameCount - start, nextBoundary - frameCount)
      for index in pairs.indices {
        let (first, second, _) = pairs[index]
        block.channels[first].withUnsafeBufferPointer { first in
          block.channels[second].withUnsafeBufferPointer { second in
            guard let first = first.baseAddress, let second = second.baseAddress else { return }
            filters[index].process(
              first + start, second + start, count: count, weighting: weighting)
          }
        }
      }
      start += count
      frameCount += count
      if frameCount == nextBoundary { endStep() }
    }
  }

  /// The loudness of the last 400 ms that end on the grid, in LUFS.
  ///
  /// `nil` before the first 400 ms have passed, and in digital silence.
  public var momentaryInLUFS: Double? { momentaryPower.flatMap(LoudnessGates.loudness) }

  /// The loudness of the last 3 s that end on the grid, in LUFS.
  ///
  /// `nil` before the first 3 s have passed, and in digital silence.
  public var shortTermInLUFS: Double? { shortTermPower.flatMap(LoudnessGates.loudness) }

  /// The highest momentary loudness so far, in LUFS, of all windows on the 10 ms grid.
  ///
  /// `nil` for less than 400 ms of audio, and for digital silence.
  public var maxMomentaryInLUFS: Double? { LoudnessGates.loudness(ofPower: maxMomentaryPower) }

  /// The highest short-term loudness so far, in LUFS, of all windows on the 10 ms grid.
  ///
  /// `nil` for less than 3 s of audio, and for digital silence.
  public var maxShortTermInLUFS: Double? { LoudnessGates.loudness(ofPower: maxShortTermPower) }

  /// The loudness of the programme so far as a whole, in LUFS, after both gates.
  ///
  /// `nil` when no block of 400 ms exceeds −70 LUFS, as in silence.
  ///
  /// - Complexity: Linear in the length of the programme.
  public var integratedInLUFS: Double? {
    LoudnessGates.integratedLoudness(blockPowers: blockPowers)
  }

  /// The loudness range of the programme so far, in LU.
  ///
  /// `nil` when no 3 s reach −70 LUFS, as in silence or in a shorter programme.
  ///
  /// - Complexity: That of sorting ten values for each second.
  public var rangeInLU: Double? { LoudnessGates.range(shortTermPowers: shortTermPowers) }

  /// Momentary loudness at 10 Hz, in LUFS: value *i* is that of the 400 ms up to 0.4 + *i*/10 s.
  ///
  /// Digital silence is `nil`.
  public var momentarySeriesInLUFS: [Double?] { blockPowers.map(LoudnessGates.loudness) }

  /// Short-term loudness at 10 Hz, in LUFS: value *i* is that of the 3 s up to 3 + *i*/10 s.
  ///
  /// Digital silence is `nil`.
  public var shortTermSeriesInLUFS: [Double?] { shortTermPowers.map(LoudnessGates.loudness) }

  /// The frame at which the step of this number begins.
  static func boundary(_ step: Int, sampleRate: Double) -> Int {
    Int((Double(step) * sampleRate / 100).rounded())
  }

  private mutating func endStep() {
    var energy = 0.0
    for index in pairs.indices {
      let energies = filters[index].takeEnergies()
      let weights = pairs[index].weights
      energy += weights.0 * energies.first + weights.1 * energies.second
    }
    stepCount += 1
    nextBoundary = Self.boundary(stepCount + 1, sampleRate: format.sampleRate)
    let momentaryEnergy = momentarySum.append(energy)
    let shortTermEnergy = shortTermSum.append(energy)
    if let power = power(of: momentaryEnergy, steps: Self.momentarySteps) {
      momentaryPower = power
      maxMomentaryPower = max(maxMomentaryPower, power)
      if stepCount.isMultiple(of: Self.seriesSteps) { blockPowers.append(power) }
    }
    if let power = power(of: shortTermEnergy, steps: Self.shortTermSteps) {
      shortTermPower = power
      maxShortTermPower = max(maxShortTermPower, power)
      if stepCount.isMultiple(of: Self.seriesSteps) { shortTermPowers.append(power) }
    }
  }

  /// The mean of an energy over the last so many steps, or `nil` when there were not as many.
  private func power(of energy: Double, steps: Int) -> Double? {
    guard stepCount >= steps else { return nil }
    let first = Self.boundary(stepCount - steps, sampleRate: format.sampleRate)
    return energy / Double(frameCount - first)
  }
}
