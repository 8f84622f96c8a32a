import Foundation

/// Halves the sample rate, after a low-pass that keeps aliases out.
///
/// A Kaiser-windowed sinc (β 4.5; Kaiser & Schafer, *IEEE Trans. ASSP* 28, 1980) that is cut off in
/// the middle of the band, so that every second tap but the middle one is zero. Delay is removed:
/// output *m* is the filtered input at sample `2m`, and *n* samples give `(n + 1) / 2`.
struct HalfBand {
  /// The taps on one side of the middle that are not zero, from the outermost inwards.
  private let taps: [Float]
  /// Samples that are not done with: those that come to lie under the middle tap, and those under
  /// the others, which are every second one in turn.
  private var middle = Queue()
  private var outer = Queue()
  private var isMiddleNext = true

  /// How far the filter reaches to each side, in samples.
  private let reach: Int

  /// A filter at rest, which reaches so many samples to each side: an odd number.
  ///
  /// With 11 it is flat up to 0.19 of the rate that goes in and 47 dB down from 0.31 of it on; with
  /// 5, up to 0.12 and from 0.38 on.
  init(reach: Int) {
    precondition(reach > 0 && reach % 2 == 1, "a half-band filter cannot reach \(reach) samples")
    self.reach = reach
    let (beta, width) = (4.5, Double(reach + 1))
    let taps = stride(from: reach, through: 1, by: -2).map { distance in
      let (t, x) = (Double(distance), Double(distance) / width)
      return sin(.pi * t / 2) / (.pi * t) * Self.bessel(beta * (1 - x * x).squareRoot())
    }
    // The middle tap is a half, and all together are to be one.
    let gain = 0.25 / taps.reduce(0, +)
    self.taps = taps.map { Float($0 * gain) }
    outer.makeRoom(for: (reach + 1) / 2)
    outer.count = (reach + 1) / 2
  }

  /// What the samples complete.
  mutating func halved(_ block: [Float]) -> [Float] {
    take(block)
    // The count of an uninitialized array is written, even that of the one empty array of all.
    let count = outer.count - reach
    guard count > 0 else { return [] }
    let result = [Float](unsafeUninitializedCapacity: count) { result, initializedCount in
      outer.samples.withUnsafeBufferPointer { outer in
        middle.samples.withUnsafeBufferPointer { middle in
          guard let result = result.baseAddress, let outer = outer.baseAddress,
            let middle = middle.baseAddress
          else { return }
          filter(outer, middle, into: result, count: count)
        }
      }
      initializedCount = count
    }
    middle.removeFirst(count)
    outer.removeFirst(count)
    return result
  }

  /// What is still in the filter.
  mutating func finish() -> [Float] { halved([Float](repeating: 0, count: reach)) }

  /// Parts samples into the two queues.
  private mutating func take(_ block: [Float]) {
    let (pairs, rest) = (block.count / 2, block.count % 2)
    middle.makeRoom(for: pairs + rest)
    outer.makeRoom(for: pairs + rest)
    let (middleCount, outerCount) = (middle.count, outer.count)
    let isMiddleNext = isMiddleNext
    block.withUnsafeBufferPointer { block in
      middle.samples.withUnsafeMutableBufferPointer { middle in
        outer.samples.withUnsafeMutableBufferPointer { outer in
          guard let block = block.baseAddress, let middle = middle.baseAddress,
            let outer = outer.baseAddress
          else { return }
          var (first, second) = (middle + middleCount, outer + outerCount)
          if !isMiddleNext { swap(&first, &second) }
          for index in 0..<pairs {
            first[index] = block[2 &* index]
            second[index] = block[2 &* index &+ 1]
          }
          if rest > 0 { first[pairs] = block[2 * pairs] }
        }
      }
    }
    middle.count += pairs + (isMiddleNext ? rest : 0)
    outer.count += pairs + (isMiddleNext ? 0 : rest)
    if rest > 0 { self.isMiddleNext.toggle() }
  }

  /// Writes `count` results, given the samples under the middle tap and those under the others.
  private func filter(
    _ outer: UnsafePointer<Float>, _ middle: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    var index = 0
    while index &+ 15 < count {
      var sum = 0.5 * SIMD16(at: middle + index)
      let (left, right) = (outer + index, outer + (index &+ reach))
      for place in taps.indices {
        sum += taps[place] * (SIMD16(at: left + place) + SIMD16(at: right - place))
      }
      UnsafeMutableRawPointer(result + index).storeBytes(of: sum, as: SIMD16<Float>.self)
      index &+= 16
    }
    while index < count {
      result[index] = 0.5 * middle[index]
      for place in taps.indices {
        result[index] += taps[place] * (outer[index + place] + outer[index + reach - place])
      }
      index &+= 1
    }
  }

  /// The modified Bessel function of order zero, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var (term, sum, k) = (1.0, 1.0, 1.0)
    while term > 1e-12 * sum {
      term *= (x / (2 * k)) * (x / (2 * k))
      sum += term
      k += 1
    }
    return sum
  }

  /// Samples that wait, in storage that stays from block to block.
  private struct Queue {
    /// The samples, and behind them zeros or what is done with.
    var samples: [Float] = []
    /// How many samples wait.
    var count = 0

    /// Makes the storage long enough for so many samples more.
    mutating func makeRoom(for added: Int) {
      let missing = count + added - samples.count
      if missing > 0 { samples += [Float](repeating: 0, count: missing) }
    }

    /// Moves up by so many samples.
    mutating func removeFirst(_ done: Int) {
      count -= done
      samples.withUnsafeMutableBufferPointer { [count] samples in
        guard let start = samples.baseAddress else { return }
        start.update(from: start + done, count: count)
      }
    }
  }
}
