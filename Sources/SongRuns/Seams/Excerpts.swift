import AudioDecoding
import AudioModel
import SongAnalysis

/// Some short stretches of a file at its full rate, read in one pass: the middle of its channels.
struct Excerpts {
  /// Frames per second, in hertz.
  let sampleRate: Double
  /// The samples of each stretch; those before the start and after the end of the file are silent.
  let samples: [[Float]]

  /// Reads stretches of time, each rounded to whole frames.
  ///
  /// - Throws: `AudioFileError`, `CancellationError`.
  nonisolated(nonsending) init(of path: String, _ ranges: [TimeRange]) async throws {
    let file = try AudioFile(path: path)
    var heard = Reader(ranges: ranges)
    do {
      _ = try await file.decode { format in
        heard.begin(format)
      } each: { _, block in
        try heard.take(block)
      }
    } catch is Reader.Satisfied {}
    sampleRate = heard.sampleRate
    samples = heard.samples
  }

  private struct Reader {
    /// Thrown to end the decoding: all that was wanted has been read.
    struct Satisfied: Error {}

    let ranges: [TimeRange]
    var sampleRate = 0.0
    var samples: [[Float]] = []
    private var frames: [Range<Int>] = []
    private var frame = 0
    private var last = 0
    private var middle: [Float] = []

    init(ranges: [TimeRange]) { self.ranges = ranges }

    mutating func begin(_ format: AudioFormat) {
      sampleRate = format.sampleRate
      frames = ranges.map { range in
        let first = Int((range.start * format.sampleRate).rounded())
        return first..<first + Int((range.duration * format.sampleRate).rounded())
      }
      samples = frames.map { [Float](repeating: 0, count: $0.count) }
      last = frames.map(\.upperBound).max() ?? 0
    }

    mutating func take(_ block: AudioBlock) throws {
      guard frame < last else { throw Satisfied() }
      let end = frame + block.frameCount
      if frames.contains(where: { $0.overlaps(frame..<end) }) {
        block.mix(into: &middle)
        for (index, wanted) in frames.enumerated() where wanted.overlaps(frame..<end) {
          for place in wanted.clamped(to: frame..<end) {
            samples[index][place - wanted.lowerBound] = middle[place - frame]
          }
        }
      }
      frame = end
    }
  }
}
