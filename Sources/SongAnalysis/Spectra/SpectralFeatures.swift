import Foundation

/// What is kept of a song's sound once the audio is gone: about 3 kB for a second.
///
/// Every matrix has its own frame rate. Frame *k* of the onset bands and the chroma is centred on
/// `k / rate` seconds; a frame of `mel`, `energy` and `centre` stands for four onset frames and begins
/// at `(k − melLead) / rate`.
package struct SpectralFeatures: Sendable {
  /// How many bands `mel` has, ours: 30 Hz to 10.5 kHz on the mel scale.
  package static let melBandCount = 64

  /// Where the highest mel band ends, in Hz: ours, so that 22.05 kHz, half of the usual
  /// rate, can hold it.
  static let highestFrequency = 10_500.0

  /// Where each band of `onsetBands` begins and the last one ends: about equally wide on the mel
  /// scale, ours; the first is where a kick drum lives.
  package static let onsetBandEdgesInHertz = [
    30.0, 180, 340, 590, 890, 1340, 1930, 2680, 3650, 4900, 6200, 7800, 10_300,
  ]

  /// The length of the song, in seconds.
  package let duration: Double

  /// Frames of `onsetBands` in a second.
  package let onsetRate: Double
  /// Levels in 12 wide bands, finely spaced in time, for onsets.
  package let onsetBands: LevelMatrix

  /// Frames of `mel`, `energy` and `centre` in a second: a quarter of `onsetRate`.
  package let melRate: Double
  /// Levels in 64 mel bands, for timbre.
  package let mel: LevelMatrix
  /// The level of all mel bands together, in one band.
  package let energy: LevelMatrix
  /// The level of the tones in the middle of the stereo field from 250 to 900 Hz, in one band.
  ///
  /// That is where a melody usually is sung; in a mono song they are all tones in that range.
  /// Measured for every fourth frame and repeated.
  package let centre: LevelMatrix

  /// Frames of `chroma` in a second.
  package let chromaRate: Double
  /// Frames × 24, row-major: twelve pitch classes from C, then the same for the bass; unscaled.
  package let chroma: [Float]

  /// How loud each onset band is against the loudest of the song: `log(1 + 10⁴ × power / maximum)`.
  ///
  /// Relative to the song's own maximum, so that gain changes nothing.
  package var compressedOnsetBands: MappedLevels {
    MappedLevels(
      onsetBands, rate: onsetRate, lead: 0.5, through: Self.compression(onsetBands.maximum))
  }

  /// How loud each mel band is against the loudest of the song, as `compressedOnsetBands`.
  package var compressedMel: MappedLevels {
    MappedLevels(mel, rate: melRate, lead: Self.melLead, through: Self.compression(mel.maximum))
  }

  /// The mel bands in dB, not lower than 70 dB under the loudest.
  package var melInDecibels: MappedLevels {
    let floor = mel.maximum - 70
    return MappedLevels(mel, rate: melRate, lead: Self.melLead) { max($0, floor) }
  }

  /// A pooled row stands for four short frames, the first of which reaches half a hop to the left.
  static let melLead = 0.125

  private static func compression(_ maximum: Float) -> (Float) -> Float {
    { level in log1pf(10_000 * powf(10, (level - maximum) / 10)) }
  }
}
