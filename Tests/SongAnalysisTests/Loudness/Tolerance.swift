/// How far a conforming meter may be off.
enum Tolerance {
  /// EBU Tech 3341, Table 1, and Report ITU-R BS.2217: in LU.
  static let loudness = 0.1
  /// EBU Tech 3342, Table 1: in LU.
  static let range = 1.0
  /// EBU Tech 3341, Table 1, cases 15 to 23: in dB, below and above.
  static let truePeak = -0.4...0.2
}

/// The sample rates at which every conformance case is tried, in hertz.
let conformanceRates = [44_100.0, 48_000, 96_000]
