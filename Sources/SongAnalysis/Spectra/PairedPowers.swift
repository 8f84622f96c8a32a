/// The power spectra of two frames at a time, by one complex transform.
///
/// One frame is the real part of what is transformed and the other one the imaginary part. With X and
/// Y for bins *k* and −*k*, the spectra are (X + Y*) / 2 and (X − Y*) / 2i (Sorensen et al., *IEEE
/// Trans. ASSP* 35, 1987). The frames are Hann-windowed, and a full-scale sine has power 1/2.
struct PairedPowers {
  /// How many samples a frame has.
  let length: Int
  /// How many bins each spectrum has, from 0 Hz upwards.
  let binCount: Int
  /// The powers of the first frame of the last two, and those of the second.
  private(set) var first: [Float]
  private(set) var second: [Float]
  /// The sum of the powers of all frames since it was last emptied.
  private(set) var pool: [Float]

  private let fft: ComplexFFT
  private let window: [Float]

  /// Plans for frames of a length, of which the bins are wanted up to some number.
  init(length: Int, binCount: Int) {
    self.length = length
    self.binCount = min(binCount, length / 2 + 1)
    first = [Float](repeating: 0, count: self.binCount)
    second = first
    pool = first
    fft = ComplexFFT(length: length)
    // The window sums to length / 2, so a sine's peak has magnitude amplitude × length / 4; and
    // what is made of X and Y is twice the spectra.
    let scale = Float(2).squareRoot() / Float(length)
    window = hannWindow(length: length).map { $0 * scale }
  }

  /// Begins a new sum of powers.
  mutating func emptyPool() {
    pool.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Measures two frames, which may overlap.
  mutating func measure(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) {
    let (length, binCount) = (length, binCount)
    fft.transform(
      { input in
        window.withUnsafeBufferPointer { window in
          guard let window = window.baseAddress else { return }
          for index in 0..<length {
            input[2 &* index] = window[index] * a[index]
            input[2 &* index &+ 1] = window[index] * b[index]
          }
        }
      },
      { spectrum in
        first.withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            pool.withUnsafeMutableBufferPointer { pool in
              guard let first = first.baseAddress, let second = second.baseAddress,
                let pool = pool.baseAddress
              else { return }
              Self.part(
                spectrum, spectrum + 2 * length, first, second, pool, binCount: binCount)
            }
          }
        }
      })
  }

  /// `mirrored` is where bin 0 comes again, from which the bins go down.
  private static func part(
    _ spectrum: UnsafePointer<Float>, _ mirrored: UnsafePointer<Float>,
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>,
    _ pool: UnsafeMutablePointer<Float>, binCount: Int
  ) {
    for bin in 0..<binCount {
      let (re, im) = (spectrum[2 &* bin], spectrum[2 &* bin &+ 1])
      let (mirroredRe, mirroredIm) = (mirrored[-2 &* bin], mirrored[1 &- 2 &* bin])
      let (firstRe, firstIm) = (re + mirroredRe, im - mirroredIm)
      let (secondRe, secondIm) = (im + mirroredIm, re - mirroredRe)
      let one = firstRe * firstRe + firstIm * firstIm
      let other = secondRe * secondRe + secondIm * secondIm
      first[bin] = one
      second[bin] = other
      pool[bin] += one + other
    }
  }
}
