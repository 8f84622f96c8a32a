import AudioModel

/// A decoder in the middle of a file, from which samples are pulled.
protocol PCMSource: ~Copyable {
  /// The format of all samples that it gives.
  var format: AudioFormat { get }

  /// The codec's short name, as in `DecodeResult`.
  var codec: String { get }

  /// The mean bit rate of what was decoded so far, as in `DecodeResult`; `nil` for PCM.
  var bitrateInKilobits: Double? { get }

  /// What was found wrong so far.
  var log: IssueLog { get set }

  /// Fills an interleaved buffer from its beginning, and says how many frames it now holds.
  ///
  /// Fewer frames than there is room for mean nothing; zero means the end, by which time the
  /// file has been judged as a whole. Samples may still be nonsense: `SampleGuard` sees them next.
  nonisolated(nonsending) mutating func read(into samples: inout [Float]) async throws -> Int
}
