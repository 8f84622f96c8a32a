import Foundation

/// Sums the power spectrum into triangular bands that are equally wide on the mel scale.
///
/// Mel after O'Shaughnessy, *Speech Communication*, 1987: `2595 log10(1 + f / 700)`. Each triangle
/// has the area 1, so that a band holds a mean power. Only the bins under a triangle are touched:
/// the dense product would cost more than the transform.
package struct MelFilterBank: Sendable {
  /// How many bands there are.
  package let bandCount: Int

  /// How many bins each band stands for: a band times its area is the power under its triangle.
  package private(set) var areas: [Float] = []

  private var firstBins: [Int] = []
  private var firstWeights: [Int] = []
  private var weights: [Float] = []

  /// A bank for spectra of `binCount` bins that lie `binWidth` Hz apart.
  ///
  /// Bands above the last bin stay at zero; a triangle between two bins takes the nearer one.
  package init(
    bandCount: Int, lowest: Double, highest: Double, binCount: Int, binWidth: Double
  ) {
    self.bandCount = bandCount
    func mel(_ frequency: Double) -> Double { 2595 * log10(1 + frequency / 700) }
    func frequency(_ mel: Double) -> Double { 700 * (pow(10, mel / 2595) - 1) }
    let (low, high) = (mel(lowest), mel(highest))
    let corners = (0..<bandCount + 2).map {
      frequency(low + (high - low) * Double($0) / Double(bandCount + 1))
    }
    for band in 0..<bandCount {
      let (left, centre, right) = (corners[band], corners[band + 1], corners[band + 2])
      var triangle: [(bin: Int, weight: Double)] = []
      for bin in Int(left / binWidth)...(Int(right / binWidth) + 1) where bin < binCount {
        let f = Double(bin) * binWidth
        let weight = min((f - left) / (centre - left), (right - f) / (right - centre))
        if weight > 0 { triangle.append((bin, weight)) }
      }
      let nearest = Int((centre / binWidth).rounded())
      if triangle.isEmpty, nearest < binCount { triangle = [(nearest, 1)] }
      let area = triangle.reduce(0) { $0 + $1.weight }
      firstBins.append(triangle.first?.bin ?? 0)
      firstWeights.append(weights.count)
      areas.append(Float(area))
      weights += triangle.map { Float($0.weight / area) }
    }
    firstWeights.append(weights.count)
  }

  /// Writes the mean power in each band of a power spectrum, times a factor.
  ///
  /// `bands` is kept from spectrum to spectrum so that none allocates; it gets `bandCount` numbers.
  package func findMeans(
    of power: [Float], times factor: Float, into bands: inout [Float]
  ) {
    if bands.count != bandCount { bands = [Float](repeating: 0, count: bandCount) }
    bands.withUnsafeMutableBufferPointer { bands in
      weights.withUnsafeBufferPointer { weights in
        power.withUnsafeBufferPointer { power in
          guard let weights = weights.baseAddress, let power = power.baseAddress else { return }
          for band in 0..<bandCount {
            let first = firstWeights[band]
            bands[band] =
              factor
              * scalarProduct(
                weights + first, power + firstBins[band], count: firstWeights[band + 1] - first)
          }
        }
      }
    }
  }
}
