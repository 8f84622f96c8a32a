/// How a run of numbers, less its mean, goes with itself some places later.
enum Autocorrelation {
  /// The sum of products at each lag from 0, as many as were asked for or as there are numbers.
  ///
  /// One product at a time: for few numbers, or few lags.
  ///
  /// - Complexity: O(lags · count).
  static func sums(_ values: [Float], lags: Int) -> [Float] {
    let mean = values.mean
    let centred = values.map { $0 - mean }
    return centred.withUnsafeBufferPointer { centred in
      guard let start = centred.baseAddress else { return [] }
      return (0..<min(lags, centred.count)).map { lag in
        scalarProduct(start, start + lag, count: centred.count - lag)
      }
    }
  }

  /// The same over the sum at lag 0, by two transforms: the power spectrum is even, so transforming
  /// it forward once more is its inverse but for a factor.
  ///
  /// - Complexity: O(count · log count).
  static func normalized(_ values: [Float], lags: Int) -> [Float] {
    var length = 2
    while length < values.count + min(lags, values.count) { length *= 2 }
    let fft = RealFFT(length: length)
    let mean = values.mean
    let power = fft.transform(
      { input in
        for index in input.indices {
          input[index] = index < values.count ? values[index] - mean : 0
        }
      },
      { spectrum in
        (0..<length / 2 + 1).map { bin -> Float in
          let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
          return re * re + im * im
        }
      })
    return fft.transform(
      { input in
        for index in input.indices { input[index] = power[min(index, length - index)] }
      },
      { spectrum in
        let scale = 1 / max(spectrum[0], .leastNormalMagnitude)
        return (0..<min(lags, values.count, length / 2)).map { scale * spectrum[2 * $0] }
      })
  }
}
