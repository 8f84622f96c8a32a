/// A spectrogram of a song, small enough for a page: mel bands over columns of time.
package struct LevelPicture: Hashable, Sendable {
  /// At most so many columns: ours, about one for each pixel of a wide page.
  package static let largestCount = 1_400
  /// Levels so far below the loudest are as dark as silence, in dB: where
  /// `SpectralFeatures.melInDecibels` ends too.
  package static let range: Float = 70

  /// Bands in a column, the lowest first: 30 Hz to 10.5 kHz on the mel scale.
  package let bandCount: Int
  /// Column after column, a byte a band: 0 is silence and `range` below the loudest of the song,
  /// 255 the loudest.
  package let levels: [UInt8]

  /// A picture of levels that are known.
  package init(bandCount: Int, levels: [UInt8]) {
    self.bandCount = bandCount
    self.levels = levels
  }

  /// The levels of a song, the loudest of neighbouring frames joined in a column.
  init(_ matrix: LevelMatrix) {
    bandCount = matrix.bandCount
    let joined = max(1, (matrix.frameCount + Self.largestCount - 1) / Self.largestCount)
    let floor = max(LevelMatrix.floor, matrix.maximum - Self.range)
    levels = stride(from: 0, to: matrix.frameCount, by: joined).flatMap { first in
      (0..<matrix.bandCount).map { band in
        let frames = first..<min(matrix.frameCount, first + joined)
        let level = frames.map { matrix[$0, band] }.max() ?? floor
        return UInt8(min(255, max(0, (level - floor) / Self.range * 255).rounded()))
      }
    }
  }
}
