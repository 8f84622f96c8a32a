import AudioModel

extension AudioFormat {
  /// More channels than any song has; a header can claim 1024.
  static let mostChannels = 32

  /// The sample rates of songs, in hertz; a damaged header can claim 1 or 2³¹ − 1.
  ///
  /// Ours: from an eighth of what telephones have to the highest that converters are sold for. Work
  /// and memory of an analysis grow with the rate, however few frames there are.
  static let sampleRates = 1_000...768_000

  /// Refuses what no song has.
  ///
  /// - Throws: `unsupported`.
  static func check(
    sampleRate: Int, channelCount: Int, path: String
  ) throws(AudioFileError) {
    guard sampleRates ~= sampleRate, 1...mostChannels ~= channelCount else {
      throw AudioFileError(
        code: .unsupported, path: path,
        detail: "its header tells of \(channelCount) channels at \(sampleRate) Hz, which no song"
          + " has; fetch it again")
    }
  }
}
