/// The short transform: mel bands, onset bands, energy and centre level, frame by frame.
///
/// A class because it owns a transform and working storage that every frame reuses.
final class ShortSpectra {
  private(set) var onsetBands = LevelMatrix(
    bandCount: SpectralFeatures.onsetBandEdges.count - 1)
  private(set) var mel = LevelMatrix(bandCount: SpectralFeatures.melBandCount)
  private(set) var energy = LevelMatrix(bandCount: 1)
  private(set) var centre = LevelMatrix(bandCount: 1)

  private let fft: RealFFT
  private let window: [Float]
  private let bank: MelFilterBank
  private let pooling: Int
  private let centreBins: Range<Int>
  /// Turns the squared magnitude of a full-scale sine's bin into its power, 1/2.
  private let powerScale: Float

  private var power: [Float]
  private var bands: [Float]
  private var pooledBands: [Float]
  private var pooledEnergy: Float = 0
  private var pooledFrames = 0
  private var frameIndex = 0
  /// Magnitudes of the side in the centre range, for the pooled frames that mid has not reached yet.
  private var sideMagnitudes: [[Float]] = []
  private let isStereo: Bool
  private var centrePower: Float = 0

  init(length: Int, sampleRate: Double, pooling: Int, isStereo: Bool) {
    fft = RealFFT(length: length)
    window = hannWindow(length: length)
    self.pooling = pooling
    self.isStereo = isStereo
    let binWidth = sampleRate / Double(length)
    let bins = length / 2 + 1
    bank = MelFilterBank(
      bandCount: SpectralFeatures.melBandCount, lowest: 30, highest: 10_500, binCount: bins,
      binWidth: binWidth)
    let lowest = min(bins, Int((250 / binWidth).rounded(.up)))
    centreBins = lowest..<max(lowest, min(bins, Int(4000 / binWidth)))
    // The Hann window sums to length / 2, so a sine's peak has magnitude amplitude × length / 4.
    powerScale = 8 / (Float(length) * Float(length))
    power = [Float](repeating: 0, count: bins)
    bands = [Float](repeating: 0, count: SpectralFeatures.melBandCount)
    pooledBands = bands
  }

  /// Takes every `pooling`-th frame of the side, ahead of the same frame of the middle.
  func addSide(_ frame: UnsafeBufferPointer<Float>) {
    let magnitudes = spectrum(of: frame) { spectrum in
      centreBins.map { bin in
        let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
        return (re * re + im * im).squareRoot()
      }
    }
    sideMagnitudes.append(magnitudes)
  }

  /// Takes the next frame of the middle.
  func addMid(_ frame: UnsafeBufferPointer<Float>) {
    let scale = powerScale
    spectrum(of: frame) { spectrum in
      power.withUnsafeMutableBufferPointer { power in
        for bin in power.indices {
          let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
          power[bin] = scale * (re * re + im * im)
        }
      }
    }
    for index in bands.indices { bands[index] = 0 }
    power.withUnsafeBufferPointer { power in
      bands.withUnsafeMutableBufferPointer { bank.accumulate(power, into: $0) }
    }
    onsetBands.append(powers: onsetPowers())
    if frameIndex % pooling == 0 { centrePower = centrePowerOfThisFrame() }
    for index in bands.indices { pooledBands[index] += bands[index] }
    pooledEnergy += power.withUnsafeBufferPointer { $0.reduce(0, +) }
    pooledFrames += 1
    frameIndex += 1
    if pooledFrames == pooling { flush() }
  }

  private func flush() {
    let mean = 1 / Float(pooledFrames)
    mel.append(powers: pooledBands.lazy.map { $0 * mean })
    energy.append(powers: CollectionOfOne(pooledEnergy * mean))
    centre.append(powers: CollectionOfOne(centrePower))
    for index in pooledBands.indices { pooledBands[index] = 0 }
    pooledEnergy = 0
    pooledFrames = 0
  }

  private func onsetPowers() -> some Sequence<Float> {
    let edges = SpectralFeatures.onsetBandEdges
    return zip(edges, edges.dropFirst()).lazy.map { [bands] first, end in
      bands[first..<end].reduce(0, +) / Float(end - first)
    }
  }

  /// The power of what the middle has more of than the side: a centred voice, not a wide pad.
  private func centrePowerOfThisFrame() -> Float {
    let side = isStereo && !sideMagnitudes.isEmpty ? sideMagnitudes.removeFirst() : nil
    var sum: Float = 0
    for (index, bin) in centreBins.enumerated() {
      let mid = power[bin].squareRoot()
      let excess = max(0, mid - (side?[index] ?? 0) * powerScale.squareRoot())
      sum += excess * excess
    }
    return sum
  }

  private func spectrum<Result>(
    of frame: UnsafeBufferPointer<Float>, _ read: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    fft.transform(
      { input in
        window.withUnsafeBufferPointer { window in
          for index in input.indices { input[index] = frame[index] * window[index] }
        }
      }, read)
  }
}
