/// How long the work on one song took, in seconds of wall time, rounded to a millisecond.
///
/// The one part of a document that differs from run to run, and stands in it only when asked for.
public struct TimingsReport: Codable, Hashable, Sendable {
  /// Opening the file, hashing it, and looking up what it is.
  public let hashing: Double
  /// Reading and decoding it.
  public let decoding: Double
  /// Analysing what was decoded.
  public let analysing: Double
  /// The part of that which went into spectra, rhythm and structure.
  public let structure: Double
  /// All of it.
  public let total: Double
  /// The length of the song over the total; `null` for a song without a frame.
  @NullWhenNil public var timesRealTime: Double?

  /// A report of durations in full precision, for a song of so many seconds.
  public init(
    hashing: Duration, decoding: Duration, analysing: Duration, structure: Duration,
    total: Duration, song: Double
  ) {
    self.hashing = hashing.inSeconds.rounded(toDecimals: 3)
    self.decoding = decoding.inSeconds.rounded(toDecimals: 3)
    self.analysing = analysing.inSeconds.rounded(toDecimals: 3)
    self.structure = structure.inSeconds.rounded(toDecimals: 3)
    self.total = total.inSeconds.rounded(toDecimals: 3)
    timesRealTime =
      song > 0 && total > .zero ? (song / total.inSeconds).rounded(toDecimals: 1) : nil
  }

  private enum CodingKeys: String, CodingKey {
    case hashing = "hashing_s"
    case decoding = "decoding_s"
    case analysing = "analysing_s"
    case structure = "structure_s"
    case total = "total_s"
    case timesRealTime = "times_real_time"
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
