/// Correlates two runs of samples at all lags at once, by transforms.
///
/// The way back from the spectrum is a forward transform too: a real signal is the Hartley transform
/// of its Hartley spectrum, which is real part minus imaginary part of the Fourier spectrum
/// (Bracewell, *J. Opt. Soc. Am.* 73, 1983).
package final class CrossCorrelation {
  /// How many lags there are: negative ones are counted from the end.
  package let length: Int
  private let transform: RealFFT

  /// A correlator for runs that have at least `count` samples together.
  package init(count: Int) {
    var length = 64
    while length < count { length *= 2 }
    self.length = length
    transform = RealFFT(length: length)
  }

  /// For each lag *k*, the sum of `a[n] · b[n + k]`; that of lag −*k* is at `length − k`.
  ///
  /// - Precondition: `a` and `b` have no more than `length` samples together.
  package func correlation(_ a: [Float], _ b: [Float]) -> [Float] {
    precondition(a.count + b.count <= length, "\(a.count) and \(b.count) samples in \(length)")
    let first = spectrum(of: a)
    let second = spectrum(of: b)
    var hartley = [Float](repeating: 0, count: length)
    for bin in 0...length / 2 {
      let (ar, ai) = (first[2 * bin], first[2 * bin + 1])
      let (br, bi) = (second[2 * bin], second[2 * bin + 1])
      let (real, imaginary) = (ar * br + ai * bi, ar * bi - ai * br)
      hartley[(length - bin) % length] = real + imaginary
      hartley[bin] = real - imaginary
      if bin == 0 || bin == length / 2 { hartley[bin] = real }
    }
    let back = spectrum(of: hartley)
    let scale = 1 / Float(length)
    return (0..<length).map { index in
      let bin = min(index, length - index)
      let (real, imaginary) = (back[2 * bin], back[2 * bin + 1])
      return scale * (index == bin ? real - imaginary : real + imaginary)
    }
  }

  private func spectrum(of samples: [Float]) -> [Float] {
    transform.transform({ input in
      for index in 0..<samples.count { input[index] = samples[index] }
      for index in samples.count..<input.count { input[index] = 0 }
    }) { Array($0) }
  }
}
