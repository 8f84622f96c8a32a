/// Twelve columns of a song's chroma: the pitch classes, or those of the bass.
package struct ChromaFrames: FrameSource {
  private let chroma: [Float]
  private let firstColumn: Int
  /// Rows in a second.
  package let rate: Double
  /// A frame is centred on its time, so it reaches half a row to the left.
  package let lead = 0.5
  /// Always twelve.
  package let width = 12

  /// The pitch classes of a song, or its bass.
  package init(_ features: SpectralFeatures, ofBass: Bool) {
    chroma = features.chroma
    rate = features.chromaRate
    firstColumn = ofBass ? 12 : 0
  }

  /// Rows.
  package var frameCount: Int { chroma.count / ChromaMap.width }
  /// One number of one row.
  package func value(frame: Int, column: Int) -> Float {
    chroma[frame * ChromaMap.width + firstColumn + column]
  }
}
