package import AudioModel

/// Turns a stream of blocks into `SpectralFeatures`, in one pass and without keeping audio.
///
/// Two transforms: a short one (46 ms every 11.6 ms) for bands and onsets, at the lowest rate that
/// holds them, and a long one (0.37 s every 139 ms) at an even lower rate, whose bins are narrower
/// than a semitone from C2 up.
package struct SpectralAnalyzer {
  /// The short transform's hop, as near as samples allow: 11.6 ms.
  ///
  /// Ours: with 14.5 and 16 ms the last choruses of one and two annotated songs of fifty are lost.
  private static let hopInSeconds = 512.0 / 44_100
  /// How many short frames are pooled into one frame of `mel`: ours, a frame's length.
  private static let pooling = 4
  /// One frame of the side in so many frames of `mel`: a voice does not come and go faster.
  ///
  /// Ours: with twice as many annotated songs have the same boundaries and last choruses.
  private static let sideStep = 4
  /// In pieces of how many samples the side is taken, for speed; most of them no frame reaches.
  private static let sidePiece = 1024

  private let format: AudioFormat
  /// The channels that are mixed: all but the low-frequency one, or that one if it is all there is.
  private let audible: [Int]
  private var frameCount = 0
  private let onsetRate: Double
  private let chromaRate: Double
  /// The middle of the last block, and the last piece of the side.
  private var mono: [Float] = []
  private var side: [Float] = []

  private var decimator: Decimator
  private var midFrames: FrameQueue
  private var sideFrames: FrameQueue
  private var shortSpectra: ShortSpectra

  private var chromaDecimator: Decimator
  private var chromaFrames: FrameQueue
  private var chromaSpectra: ChromaSpectra

  /// An analyser for a stream of the given format.
  package init(format: AudioFormat) {
    self.format = format
    let audible = format.channels.indices.filter { format.channels[$0] != .lowFrequency }
    self.audible = audible.isEmpty ? [0] : audible

    decimator = Decimator(from: format.sampleRate, lowest: 2 * SpectralFeatures.highestFrequency)
    let factor = decimator.factor
    let rate = format.sampleRate / Double(factor)
    let hop = max(1, Int((rate * Self.hopInSeconds).rounded()))
    let length = Self.powerOfTwo(near: 4 * hop)
    let stretch = Self.pooling * hop
    midFrames = FrameQueue(
      frameLength: length + stretch - hop, hop: stretch, centre: length / 2)
    sideFrames = FrameQueue(
      frameLength: factor * length, hop: factor * stretch * Self.sideStep)
    shortSpectra = ShortSpectra(
      length: length, hop: hop, sampleRate: rate, pooling: Self.pooling, sideFactor: factor,
      sideStep: Self.sideStep)

    // What chroma hears, up to 2.1 kHz, is below 0.38 of 5.5 kHz, and nearly so at 5 kHz.
    chromaDecimator = Decimator(from: rate, lowest: 5_000)
    let lowRate = rate / Double(chromaDecimator.factor)
    let longLength = Self.powerOfTwo(near: Int(lowRate * 0.4))
    let chromaHop = max(1, Int((lowRate * 12 * Self.hopInSeconds).rounded()))
    chromaFrames = FrameQueue(frameLength: longLength, hop: chromaHop)
    chromaSpectra = ChromaSpectra(length: longLength, sampleRate: lowRate)

    onsetRate = rate / Double(hop)
    chromaRate = lowRate / Double(chromaHop)
  }

  /// Takes the next block of the stream.
  package mutating func process(_ block: AudioBlock) {
    frameCount += block.frameCount
    mix(block)
    if format.channelCount >= 2 { addSide(of: block) }
    let middle = decimator.lowered(mono)
    midFrames.append(middle) { shortSpectra.addMid($0) }
    chromaFrames.append(chromaDecimator.lowered(middle)) { chromaSpectra.add($0) }
  }

  /// The features of the whole stream.
  package mutating func finish() -> SpectralFeatures {
    if format.channelCount >= 2 { sideFrames.finish { shortSpectra.addSide($0) } }
    let middle = decimator.finish()
    midFrames.append(middle) { shortSpectra.addMid($0) }
    midFrames.finish { shortSpectra.addMid($0) }
    let low = chromaDecimator.lowered(middle) + chromaDecimator.finish()
    chromaFrames.append(low) { chromaSpectra.add($0) }
    chromaFrames.finish { chromaSpectra.add($0) }
    let (short, long) = (shortSpectra, chromaSpectra)
    return SpectralFeatures(
      duration: Double(frameCount) / format.sampleRate, onsetRate: onsetRate,
      onsetBands: short.onsetBands, melRate: onsetRate / Double(Self.pooling), mel: short.mel,
      energy: short.energy, centre: short.centre, chromaRate: chromaRate, chroma: long.chroma)
  }

  /// The middle: the mean of all channels but the low-frequency one.
  ///
  /// A sample that is not finite counts as silence, so that it cannot spread.
  private mutating func mix(_ block: AudioBlock) {
    let count = block.frameCount
    if mono.count != count { mono = [Float](repeating: 0, count: count) }
    if format.channelCount == 2 {
      // Nearly every song: in one loop on vectors.
      return Self.combine(block.channels[0], block.channels[1], 0..<count, into: &mono) {
        0.5 * ($0 + $1)
      }
    }
    let gain = 1 / Float(audible.count)
    for frame in 0..<count {
      var sum: Float = 0
      for channel in audible { sum += block.channels[channel][frame] }
      mono[frame] = Self.finite(gain * sum)
    }
  }

  /// The side, half of left − right, as far as frames of it reach: a quarter of the song.
  private mutating func addSide(of block: AudioBlock) {
    for start in stride(from: 0, to: block.frameCount, by: Self.sidePiece) {
      let piece = start..<min(block.frameCount, start + Self.sidePiece)
      if sideFrames.skip(piece.count) { continue }
      if side.count != piece.count { side = [Float](repeating: 0, count: piece.count) }
      Self.combine(block.channels[0], block.channels[1], piece, into: &side) { 0.5 * ($0 - $1) }
      sideFrames.append(side) { shortSpectra.addSide($0) }
    }
  }

  /// Combines some samples of two channels one by one.
  @inline(__always)
  private static func combine(
    _ left: [Float], _ right: [Float], _ frames: Range<Int>, into result: inout [Float],
    by operation: (Float, Float) -> Float
  ) {
    result.withUnsafeMutableBufferPointer { result in
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          guard let result = result.baseAddress, let left = left.baseAddress,
            let right = right.baseAddress
          else { return }
          let (from, other) = (left + frames.lowerBound, right + frames.lowerBound)
          for frame in 0..<frames.count {
            result[frame] = finite(operation(from[frame], other[frame]))
          }
        }
      }
    }
  }

  private static func finite(_ sample: Float) -> Float {
    // Only infinities and NaN fail this; unlike `isFinite`, it is one comparison.
    abs(sample) <= .greatestFiniteMagnitude ? sample : 0
  }

  private static func powerOfTwo(near length: Int) -> Int {
    var power = 64
    while power * 3 < length * 2 { power *= 2 }
    return power
  }
}
