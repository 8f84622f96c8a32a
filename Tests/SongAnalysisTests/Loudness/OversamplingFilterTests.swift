import Foundation
import Testing

@testable import SongAnalysis

@Suite struct OversamplingFilterTests {
  let filter = OversamplingFilter()

  /// The taps of a quarter, 1 to 3.
  func phase(_ quarter: Int) -> [Double] {
    (0..<OversamplingFilter.tapCount).map { Double(filter.taps[4 * $0 + quarter - 1]) }
  }

  @Test(arguments: [1, 2, 3])
  func straightLinesComeOutExactly(quarter: Int) {
    let taps = phase(quarter)
    let places = taps.indices.map { Double($0 - OversamplingFilter.tapsBefore) }
    #expect(abs(taps.reduce(0, +) - 1) < 1e-6)
    #expect(abs(zip(taps, places).reduce(0) { $0 + $1.0 * $1.1 } - Double(quarter) / 4) < 1e-6)
  }

  /// Frequencies in cycles a sample, and the error allowed up to there, in dB.
  @Test(arguments: [(0.45, 0.03), (0.47, 0.18)])
  func errorIsWhatTheDocumentationSays(highest: Double, decibels: Double) {
    var worst = 0.0
    for quarter in 1...3 {
      let taps = phase(quarter)
      for cycles in stride(from: 0, through: highest, by: 0.001) {
        var (real, imaginary) = (0.0, 0.0)
        for index in taps.indices {
          let distance = Double(index - OversamplingFilter.tapsBefore) - Double(quarter) / 4
          real += taps[index] * cos(2 * .pi * cycles * distance)
          imaginary += taps[index] * sin(2 * .pi * cycles * distance)
        }
        let error = ((real - 1) * (real - 1) + imaginary * imaginary).squareRoot()
        worst = max(worst, 20 * log10(1 + error))
      }
    }
    #expect(worst <= decibels)
  }

  @Test func middleQuarterIsSymmetricAndTheOthersMirrorEachOther() {
    let (first, second, third) = (phase(1), phase(2), phase(3))
    for index in first.indices {
      #expect(abs(first[index] - third[third.count - 1 - index]) < 1e-7)
      #expect(abs(second[index] - second[second.count - 1 - index]) < 1e-7)
    }
  }

  /// The worst signal for a quarter: second differences of ±1, each with the sign of its influence.
  @Test(arguments: [1, 2, 3])
  func deviationIsReachedByTheWorstSignalAndNotExceeded(quarter: Int) {
    let left = OversamplingFilter.tapsBefore
    var taps = phase(quarter)
    taps[left] -= 1 - Double(quarter) / 4
    taps[left + 1] -= Double(quarter) / 4
    var (slope, influence, value, near) = (0.0, 0.0, 0.0, 0.0)
    for index in taps.indices.dropLast(2) {
      slope += taps[index]
      influence += slope
      value += abs(influence)
      let place = index - left + OversamplingFilter.nearBefore
      if filter.nearDeviations.indices.contains(place) {
        #expect(abs(influence) <= Double(filter.nearDeviations[place]))
        near += abs(influence)
      }
    }
    #expect(value <= Double(filter.deviation))
    #expect(value - near <= Double(filter.farDeviation))
    #expect(value >= (quarter == 2 ? 0.85 : 0.6) * Double(filter.deviation))
  }

  @Test func parabolaFindsTheTopOfOne() {
    func parabola(_ x: Float) -> Float { 3 - 2 * (x - 0.2) * (x - 0.2) }
    #expect(
      abs(OversamplingFilter.peak(parabola(-1), parabola(0), parabola(1)) - 3) < 1e-6)
    #expect(
      abs(OversamplingFilter.peak(-parabola(-1), -parabola(0), -parabola(1)) - 3) < 1e-6)
    #expect(OversamplingFilter.peak(1, 1, 1) == 1)
    #expect(OversamplingFilter.peak(1, 0.5, 0) == 0)
    #expect(OversamplingFilter.peak(0, 0, 0) == 0)
  }
}
