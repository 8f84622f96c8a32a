import Foundation
import Testing

@testable import SongAnalysis

@Suite struct RealFFTTests {
  @Test(arguments: [(8, 1), (64, 5), (1024, 100), (2048, 1024), (65_536, 30_000)])
  func aSineOnABinHasHalfTheLengthThereAndNothingElsewhere(length: Int, bin: Int) {
    let fft = RealFFT(length: length)
    // A cosine, so that half the sample rate is not all zeros.
    let magnitudes = fft.transform(
      { input in
        for n in 0..<length {
          input[n] = Float(cos(2 * Double.pi * Double(bin * n % length) / Double(length)))
        }
      }, Self.magnitudes)
    let expected = Float(bin == length / 2 ? length : length / 2)
    #expect(abs(magnitudes[bin] - expected) < 1e-4 * expected)
    for (other, magnitude) in magnitudes.enumerated() where other != bin {
      #expect(magnitude < 1e-5 * Float(length))
    }
  }

  @Test func itAgreesWithTheDefinition() {
    let samples = (0..<16).map { Float(sin(Double($0 * $0))) }
    let fft = RealFFT(length: 16)
    let magnitudes = fft.transform(
      { input in for n in 0..<16 { input[n] = samples[n] } }, Self.magnitudes)
    for bin in 0...8 {
      var (re, im) = (0.0, 0.0)
      for (n, sample) in samples.enumerated() {
        re += Double(sample) * cos(2 * .pi * Double(bin * n) / 16)
        im -= Double(sample) * sin(2 * .pi * Double(bin * n) / 16)
      }
      #expect(abs(Double(magnitudes[bin]) - (re * re + im * im).squareRoot()) < 1e-5)
    }
  }

  private static func magnitudes(_ spectrum: UnsafeBufferPointer<Float>) -> [Float] {
    (0..<spectrum.count / 2).map { bin in
      let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
      return (re * re + im * im).squareRoot()
    }
  }
}
