import AudioDecoding
import AudioModel
import SongAnalysis

/// Measures what a provider made of a song against the song itself.
///
/// Both files are read twice: once for a sketch of the whole (features and a thin waveform), on which
/// the kept part is found and the seam with it, and once, as far as is needed, for excerpts at the
/// full rate. The cost is that of two analyses, and no song is held whole.
package struct SeamCheck: Sendable {
  /// What was to be kept.
  package let kept: Kept

  /// A check of the result of one request.
  package init(kept: Kept) { self.kept = kept }

  /// Compares the file of a result with that of its source.
  ///
  /// A result of another sample rate, gain or length is no obstacle. A silent result, one that ends
  /// before the seam and one of other music are `broken`, and say so.
  ///
  /// - Parameters:
  ///   - source: The file of the song that was sent.
  ///   - result: The file of the song that came back.
  ///   - isPlaceRequired: Whether a place beyond the source is an error; else what is kept ends with
  ///     the source, as a provider may tell its length otherwise.
  /// - Returns: What was measured, and what it means.
  /// - Throws: `AudioFileError` where one of the files gives no audio at all, as an empty one;
  ///   `SongRunError` of code `beyondSong`; `CancellationError`.
  package func report(
    source: String, result: String, requiringPlace isPlaceRequired: Bool = false
  ) async throws -> SeamReport {
    let own = try await Self.sketch(of: source)
    let last = kept.suffixStart ?? kept.prefixEnd
    if isPlaceRequired, last > own.duration {
      throw SongRunError.beyondSong(last, source, duration: own.duration)
    }
    let theirs = try await Self.sketch(of: result)
    let found = SeamSearch(kept: kept, source: own, result: theirs)
    let sounds = try await found.sounds(source: source, result: result)
    return SeamAssessment(
      kept: kept, source: own, result: theirs, found: found, sounds: sounds
    ).report(source: source, result: result)
  }

  private static func sketch(of path: String) async throws -> SongSketch {
    var (sketcher, _) = try await AudioFile(path: path).decode { format in
      SongSketcher(format: format)
    } each: { sketcher, block in
      sketcher.process(block)
    }
    return sketcher.finish()
  }
}
