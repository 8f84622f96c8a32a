/// The short transform: mel bands, onset bands, energy and centre level, frame by frame.
///
/// A class because it owns a transform and working storage that every frame reuses.
final class ShortSpectra {
  private(set) var onsetBands = LevelMatrix(
    bandCount: SpectralFeatures.onsetBandEdgesInHertz.count - 1)
  private(set) var mel = LevelMatrix(bandCount: SpectralFeatures.melBandCount)
  private(set) var energy = LevelMatrix(bandCount: 1)
  private(set) var centre = LevelMatrix(bandCount: 1)

  private let fft: RealFFT
  private let window: [Float]
  private let bank: MelFilterBank
  private let pooling: Int
  private let sideStep: Int
  private let centreBins: Range<Int>
  private let onsetEdges: [Int]
  /// Turns the squared magnitude of a full-scale sine's bin into its power, 1/2.
  private let powerScale: Float

  private var power: [Float]
  private var bands: [Float]
  private var pooledPower: [Float]
  private var frameIndex = 0
  /// Magnitudes of the side in the centre range, for the frames that mid has not reached
  /// yet.
  private var sideMagnitudes: [[Float]] = []
  private let isStereo: Bool
  private var centrePower: Float = 0

  init(length: Int, sampleRate: Double, pooling: Int, sideStep: Int, isStereo: Bool) {
    window = hannWindow(length: length)
    self.pooling = pooling
    self.sideStep = sideStep
    self.isStereo = isStereo
    let binWidth = sampleRate / Double(length)
    let highest = 10_500.0
    fft = RealFFT(length: length, binCount: Int(highest / binWidth) + 2)
    let bins = fft.binCount
    bank = MelFilterBank(
      bandCount: SpectralFeatures.melBandCount, lowest: 30, highest: highest, binCount: bins,
      binWidth: binWidth)
    let lowest = min(bins, Int((250 / binWidth).rounded(.up)))
    centreBins = lowest..<max(lowest, min(bins, Int(4000 / binWidth)))
    // The Hann window sums to length / 2, so a sine's peak has magnitude amplitude × length / 4.
    powerScale = 8 / (Float(length) * Float(length))
    power = [Float](repeating: 0, count: bins)
    bands = [Float](repeating: 0, count: SpectralFeatures.melBandCount)
    pooledPower = power
    // Neighbouring bands share no bin, and each has one where the spectrum reaches.
    onsetEdges = SpectralFeatures.onsetBandEdgesInHertz.map {
      min(bins, Int(($0 / binWidth).rounded()))
    }
  }

  /// Takes every `sideStep`-th frame of the side, ahead of the same frame of the middle.
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
    let (scale, count) = (powerScale, power.count)
    spectrum(of: frame) { spectrum in
      power.withUnsafeMutableBufferPointer { power in
        pooledPower.withUnsafeMutableBufferPointer { pooled in
          guard let power = power.baseAddress, let pooled = pooled.baseAddress,
            let spectrum = spectrum.baseAddress
          else { return }
          for bin in 0..<count {
            let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
            power[bin] = scale * (re * re + im * im)
            pooled[bin] += power[bin]
          }
        }
      }
    }
    onsetBands.append(powers: onsetPowers())
    if frameIndex % sideStep == 0 { centrePower = centrePowerOfThisFrame() }
    frameIndex += 1
    if frameIndex % pooling == 0 { flush() }
  }

  /// Turns the power that has been pooled into one frame of mel bands.
  private func flush() {
    let mean = 1 / Float(pooling)
    for index in bands.indices { bands[index] = 0 }
    pooledPower.withUnsafeBufferPointer { power in
      bands.withUnsafeMutableBufferPointer { bank.accumulate(power, into: $0) }
    }
    mel.append(powers: bands.lazy.map { $0 * mean })
    let total = zip(bands, bank.areas).reduce(0) { $0 + $1.0 * $1.1 }
    energy.append(powers: CollectionOfOne(total * mean))
    centre.append(powers: CollectionOfOne(centrePower))
    for bin in pooledPower.indices { pooledPower[bin] = 0 }
  }

  /// The mean power in each of the bands that onsets are found in.
  private func onsetPowers() -> some Sequence<Float> {
    zip(onsetEdges, onsetEdges.dropFirst()).lazy.map { [power] first, end in
      guard first < end else { return 0 }
      return power[first..<end].withUnsafeBufferPointer { band in
        guard let values = band.baseAddress else { return 0 }
        return sum(values, count: band.count) / Float(band.count)
      }
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
          guard let input = input.baseAddress, let frame = frame.baseAddress,
            let weights = window.baseAddress
          else { return }
          for index in 0..<window.count { input[index] = frame[index] * weights[index] }
        }
      }, read)
  }
}
