import AudioModel

/// The outline of a song's samples: how far they reach, and how strong they are.
package struct WaveformOutline: Hashable, Sendable {
  /// At most so many columns: ours, two for each pixel of a wide page.
  package static let largestCount = 2_400

  /// The largest sample of each column in either direction and any channel, 255 at full scale.
  package let peaks: [UInt8]
  /// The root mean square of the loudest channel in each column, 255 at full scale.
  package let strengths: [UInt8]

  /// An outline of columns that are known.
  package init(peaks: [UInt8], strengths: [UInt8]) {
    self.peaks = peaks
    self.strengths = strengths
  }

  /// The outline of steps of 10 ms, so many of which are joined that the columns are few enough.
  ///
  /// - Parameters:
  ///   - peaks: The largest sample of each step, 1 at full scale.
  ///   - powers: The mean square of each step.
  init(peaks: [Float], powers: [Float]) {
    let joined = max(1, (peaks.count + Self.largestCount - 1) / Self.largestCount)
    func columns(_ values: [Float], _ join: (ArraySlice<Float>) -> Float) -> [UInt8] {
      stride(from: 0, to: values.count, by: joined).map { first in
        let value = join(values[first..<min(values.count, first + joined)])
        return UInt8(min(255, max(0, value * 255).rounded()))
      }
    }
    self.peaks = columns(peaks) { $0.max() ?? 0 }
    strengths = columns(powers) { $0.mean.squareRoot() }
  }
}

/// Measures the peak of every 10 ms of a stream as it passes.
struct PeakSeries: Sendable {
  private let sampleRate: Double
  private var frameCount = 0
  private var nextBoundary: Int
  private var peak: Float = 0

  /// The largest sample of each step, 1 at full scale, on the grid of `LoudnessMeter`.
  private(set) var peaks: [Float] = []

  /// No steps yet.
  init(format: AudioFormat) {
    sampleRate = format.sampleRate
    nextBoundary = LoudnessMeter.boundary(1, sampleRate: sampleRate)
  }

  /// Takes the next block of the stream; what is not a number counts as silence.
  mutating func process(_ block: AudioBlock) {
    var start = 0
    while start < block.frameCount {
      let count = min(block.frameCount - start, nextBoundary - frameCount)
      for channel in block.channels {
        for sample in channel[start..<(start + count)] {
          // A comparison that fails for NaN.
          let size = abs(sample)
          if size > peak { peak = size }
        }
      }
      start += count
      frameCount += count
      if frameCount == nextBoundary { endStep() }
    }
  }

  private mutating func endStep() {
    peaks.append(min(1, peak))
    peak = 0
    nextBoundary = LoudnessMeter.boundary(peaks.count + 1, sampleRate: sampleRate)
  }
}
