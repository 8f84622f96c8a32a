import Foundation

/// Levels of many frames in a few bands, a byte each: a song's spectrogram that fits in memory.
///
/// Row-major, frames × bands. A step is 0.5 dB, from −120 dB (and everything below it, silence
/// included) to +7.5 dB, relative to a power of 1.
package struct LevelMatrix: Sendable {
  /// Decibels from one stored number to the next: ours, so that a byte holds 127.5 dB.
  package static let step: Float = 0.5
  /// The level of the stored number 0, in dB: ours, so that 7.5 dB are left above 0.
  package static let floor: Float = -120

  /// Bands in a frame.
  package let bandCount: Int
  /// Frames stored so far.
  package var frameCount: Int { levels.count / bandCount }

  private var levels: [UInt8] = []

  /// An empty matrix, in memory that holds so many frames before it must grow.
  ///
  /// Memory that no level comes to costs nothing, and growing costs more than the levels do.
  package init(bandCount: Int, room frameCount: Int = 0) {
    precondition(bandCount > 0, "a level matrix needs a band")
    self.bandCount = bandCount
    levels.reserveCapacity(frameCount * bandCount)
  }

  /// Stores the power of one frame of a single band.
  package mutating func append(power: Float) { levels.append(Self.encode(power)) }

  /// Stores the powers of whole frames, one after the other; what is not a number counts as
  /// silence.
  package mutating func append(powers: [Float]) {
    let first = levels.count
    levels.append(contentsOf: repeatElement(0, count: powers.count))
    levels.withUnsafeMutableBufferPointer { levels in
      powers.withUnsafeBufferPointer { powers in
        guard let start = levels.baseAddress, let source = powers.baseAddress else { return }
        let target = start + first
        for index in 0..<powers.count { target[index] = Self.encode(source[index]) }
      }
    }
  }

  /// The level of one band in one frame, in dB.
  package subscript(frame: Int, band: Int) -> Float {
    Self.floor + Self.step * Float(levels[frame * bandCount + band])
  }

  /// The level of one band in one frame as it is stored, in steps above the floor.
  package func stored(frame: Int, band: Int) -> UInt8 { levels[frame * bandCount + band] }

  /// Lends the levels of one frame as they are stored, in steps above the floor.
  package func withRow<Result>(
    _ frame: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let row = frame * bandCount..<(frame + 1) * bandCount
    return levels.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[row])) }
  }

  /// One band of all frames, each level as the number that stands for it in a table of 256.
  func curve(ofBand band: Int, through table: [Float]) -> [Float] {
    let frameCount = frameCount
    // The count of an uninitialized array is written, even that of the one empty array of all.
    guard frameCount > 0 else { return [] }
    return [Float](unsafeUninitializedCapacity: frameCount) { curve, initializedCount in
      levels.withUnsafeBufferPointer { levels in
        table.withUnsafeBufferPointer { table in
          for frame in 0..<frameCount {
            curve[frame] = table[Int(levels[frame &* bandCount &+ band])]
          }
        }
      }
      initializedCount = frameCount
    }
  }

  /// The highest level of all, in dB; the floor when the matrix is empty.
  package var maximum: Float { Self.floor + Self.step * Float(levels.max() ?? 0) }

  private static let stepsInE: Float = 10 / logf(10) / step

  /// Without a branch, so that a loop of it runs on vectors.
  private static func encode(_ power: Float) -> UInt8 {
    let audible = power > 1e-12 ? power : 1e-12
    let level = min(255, stepsInE * audible.fastLogarithm - floor / step)
    // From 2²³ on floats are whole: the sum is rounded to the nearest, and its last bits count.
    return UInt8(truncatingIfNeeded: (level + 0x1p23).bitPattern)
  }
}
