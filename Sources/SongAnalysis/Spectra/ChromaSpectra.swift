/// The long transform: pitch classes, frame by frame.
struct ChromaSpectra {
  /// Frames × 24, as `SpectralFeatures.chroma`.
  private(set) var chroma: [Float] = []

  private let fft: RealFFT
  private let window: [Float]
  private let map: ChromaMap
  private var scratch: [Float] = []
  private var row = [Float](repeating: 0, count: ChromaMap.width)

  init(length: Int, sampleRate: Double) {
    window = hannWindow(length: length)
    map = ChromaMap(length: length, sampleRate: sampleRate)
    fft = RealFFT(length: length, binCount: map.binCount)
  }

  /// Takes the next frame of the decimated signal.
  mutating func add(_ frame: UnsafeBufferPointer<Float>) {
    fft.transform(frame, window: window) { spectrum in
      map.fold(spectrum, scratch: &scratch, into: &row)
    }
    chroma += row
  }
}
