import AudioDecoding
import AudioModel
import Foundation

/// Writes a stretch of a song into a file of its own, sample by sample, so that a cut can be heard.
package struct CutSong: Sendable {
  private let range: Range<Double>

  /// A cut.
  ///
  /// - Parameter range: The stretch, in seconds; what lies beyond the song is left out.
  package init(range: Range<Double>) { self.range = range }

  /// Writes the stretch.
  ///
  /// - Parameters:
  ///   - path: The song.
  ///   - output: Where to; its extension says how: wav, flac, mp3 and the others that can be written.
  /// - Throws: `SongRunError` of code `beyondSong` where the song ends before the stretch,
  ///   `fileExists` where `output` is there already, `unknownEnding` where it has another extension;
  ///   `AudioFileError`; `CancellationError`.
  package func write(_ path: String, to output: String) async throws {
    let url = URL(filePath: output)
    guard let encoding = AudioFileEncoding(pathExtension: url.pathExtension) else {
      throw SongRunError(
        code: .unknownEnding, subject: output,
        detail: "its ending says nothing of how to write it: use .wav, .flac, .ogg or .mp3")
    }
    guard !FileManager.default.fileExists(atPath: url.path) else {
      throw SongRunError(
        code: .fileExists, subject: output,
        detail: "there is such a file, which is not replaced")
    }
    var writer: AudioFileWriter?
    var isOver = false
    var duration = 0.0
    do {
      let (_, decoded) = try await AudioFile(path: path).decode { format in
        let stretch = Stretch(range, at: format.sampleRate)
        guard !stretch.isEmpty else {
          throw SongRunError(
            code: .emptyStretch, subject: path,
            detail: "from \(range.lowerBound) s to \(range.upperBound) s there is not one sample")
        }
        writer = try AudioFileWriter(path: url.path, format: format, encoding: encoding)
        return stretch
      } each: { stretch, block in
        if let part = stretch.part(of: block) { try writer?.write(part) }
        if stretch.isOver { throw Finished() }
      }
      duration = decoded.duration
    } catch is Finished {
      isOver = true
    }
    guard isOver, let finished = writer.take() else {
      throw SongRunError.beyondSong(range.upperBound, path, duration: duration)
    }
    try finished.finish()
  }

  /// Thrown to end the decoding.
  private struct Finished: Error {}
}

/// Picks the frames of a stretch out of a stream of blocks.
private struct Stretch {
  private let frames: Range<Int>
  private var frame = 0

  init(_ range: Range<Double>, at sampleRate: Double) {
    let (first, end) = (range.lowerBound * sampleRate, range.upperBound * sampleRate)
    frames = Int(first.rounded())..<Int(end.rounded())
  }

  /// Whether no frame belongs to it.
  var isEmpty: Bool { frames.isEmpty }

  /// Whether all frames of the stretch have come.
  var isOver: Bool { frame >= frames.upperBound }

  /// What of the next block belongs to the stretch.
  mutating func part(of block: AudioBlock) -> AudioBlock? {
    let here = frame..<frame + block.frameCount
    frame = here.upperBound
    let wanted = frames.clamped(to: here)
    guard !wanted.isEmpty else { return nil }
    let range = wanted.lowerBound - here.lowerBound..<wanted.upperBound - here.lowerBound
    return AudioBlock(format: block.format, channels: block.channels.map { Array($0[range]) })
  }
}
