import AudioModel

extension AudioChannel {
  /// The factor by which the mean square of this channel enters the loudness sum.
  ///
  /// ITU-R BS.1770-5, Annex 1, Table 3: 1.0 for the front channels, 1.41 (about +1.5 dB) for the
  /// surround channels; the low-frequency channel is not measured at all.
  var loudnessWeight: Double {
    switch self {
    case .left, .right, .center: 1
    case .leftSurround, .rightSurround: 1.41
    case .lowFrequency: 0
    }
  }
}
