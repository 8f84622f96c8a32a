import SongAnalysis

extension DecodeReport {
  /// What kind of file it was, a fact each: `mp3`, `44.1 kHz`, `stereo`, `192 kbit/s`.
  var facts: [String] {
    let channels =
      switch channelCount {
      case 1: "mono"
      case 2: "stereo"
      default: "\(channelCount) channels"
      }
    return [codec, "\((Double(sampleRate) / 1000).shortest) kHz", channels]
      + (bitrateInKilobits.map { ["\($0.fixed(0)) kbit/s"] } ?? [])
  }
}

extension Double {
  /// The number without decimals that say nothing: `44.1`, `48`.
  var shortest: String { self == rounded() ? fixed(0) : "\(self)" }
}
