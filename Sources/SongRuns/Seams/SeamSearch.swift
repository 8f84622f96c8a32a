import AudioModel
import SongAnalysis

/// Where the kept parts of a source lie in a result, and so where its seams are.
struct SeamSearch: Hashable, Sendable {
  /// A part of the source that is in the result.
  struct Part: Hashable, Sendable {
    /// Where it is in the source, in seconds.
    let range: TimeRange
    /// How much later it comes in the result, in seconds.
    let lag: Double
    /// How far it was kept.
    let kept: KeptPart

    /// Where it is in the result, in seconds.
    var rangeInResult: TimeRange {
      TimeRange(start: range.start + lag, end: range.end + lag)
    }
  }

  /// How much of the song the result is; `nil` where nothing of the kept part is in it.
  let extent: SeamReport.Extent?
  /// The start that was kept.
  let prefix: Part?
  /// The end that was kept, of an inpaint.
  let suffix: Part?
  /// Whether nothing was kept, and what should have been is in its place all the same, made anew:
  /// alike over its whole length, and in no stretch the same recording.
  let isRemade: Bool

  /// How alike a kept part and its place in the result are at least: ours, measured: other music of
  /// the same song reaches 0.2 over its whole length, and a kept third of a part has 0.33.
  private static let likeness = 0.3
  /// The shortest part that counts as kept, in seconds.
  private static let shortest = 0.5

  /// Looks for the kept parts.
  init(kept: Kept, source: SongSketch, result: SongSketch) {
    let end = min(kept.prefixEnd, source.duration)
    // Behind the range of an inpaint the two agree again, if nothing was shifted.
    let last = kept.suffixStart.map { min($0, source.duration) } ?? source.duration
    var prefix = Self.prefix(upTo: end, of: source, in: result, comparedTo: last)
    var extent = prefix.map { _ in SeamReport.Extent.whole }
    if prefix == nil, kept.suffixStart == nil {
      if let tail = KeptAlignment(tail: result, of: source, before: end) {
        let range = TimeRange(start: min(end, -tail.lag), end: source.duration)
        prefix = Self.part(range, of: source, in: result, lag: tail.lag)
        extent = prefix.map { _ in .tail }
      }
      // A file too short to hold what was kept is the start of that, or else what comes after it.
      if prefix == nil, result.duration < end {
        prefix = Self.prefix(
          upTo: result.duration, of: source, in: result, comparedTo: last,
          atLeast: KeptAlignment.sameRecording)
        extent = prefix == nil ? .tail : .whole
      }
    }
    suffix = kept.suffixStart.flatMap { start in
      Self.suffix(
        from: start, of: source, in: result, after: prefix?.range.end ?? kept.prefixEnd,
        lag: prefix?.lag ?? 0)
    }
    if prefix == nil, suffix != nil { extent = .whole }
    self.prefix = prefix
    self.extent = extent
    let parts =
      [TimeRange(start: 0, end: end)]
      + (kept.suffixStart.map { [TimeRange(start: min($0, last), end: source.duration)] } ?? [])
    isRemade =
      extent == nil
      && parts.contains { part in
        let found = KeptAlignment(of: source, from: part.start, to: part.end, in: result)
        return (found?.likeness ?? 0) >= Self.likeness
      }
  }

  private static func prefix(
    upTo end: Double, of source: SongSketch, in result: SongSketch, comparedTo last: Double,
    atLeast likeness: Double = likeness
  ) -> Part? {
    guard
      let found = KeptAlignment(of: source, from: 0, to: end, in: result),
      found.likeness >= likeness
    else { return nil }
    let range = TimeRange(start: min(last, max(0, -found.lag)), end: last)
    return part(range, of: source, in: result, lag: found.lag)
  }

  private static func part(
    _ range: TimeRange, of source: SongSketch, in result: SongSketch, lag: Double
  ) -> Part? {
    let kept = KeptPart(of: source, range, in: result, lag: lag)
    guard kept.boundary - range.start >= shortest else { return nil }
    return Part(
      range: TimeRange(start: range.start, end: kept.boundary), lag: lag, kept: kept)
  }

  private static func suffix(
    from start: Double, of source: SongSketch, in result: SongSketch, after earliest: Double,
    lag: Double
  ) -> Part? {
    guard start < source.duration else { return nil }
    let shifts = [lag, result.duration - source.duration]
    let found = shifts.compactMap {
      KeptAlignment(of: source, from: start, to: source.duration, in: result, near: $0)
    }.max { $0.likeness < $1.likeness }
    guard let found, found.likeness >= likeness else { return nil }
    let range = TimeRange(
      start: min(start, max(earliest, 0)),
      end: max(start, min(source.duration, result.duration - found.lag)))
    let kept = KeptPart(of: source, range, in: result, lag: found.lag, isSuffix: true)
    guard range.end - kept.boundary >= shortest else { return nil }
    return Part(
      range: TimeRange(start: kept.boundary, end: range.end), lag: found.lag, kept: kept)
  }

  /// Compares the kept parts at the full rate of their files.
  ///
  /// - Throws: `AudioFileError`, `CancellationError`.
  nonisolated(nonsending) func sounds(
    source: String, result: String
  ) async throws -> (prefix: KeptSound?, suffix: KeptSound?) {
    let early =
      prefix.map {
        KeptSound.places(in: Self.inside($0.range, atEnd: true))
      } ?? []
    let late =
      suffix.map {
        KeptSound.places(in: Self.inside($0.range, atEnd: false))
      } ?? []
    guard !early.isEmpty || !late.isEmpty else { return (nil, nil) }
    let own = try await Excerpts(of: source, early + late)
    let theirs = try await Excerpts(
      of: result,
      KeptSound.counterparts(of: early, lag: prefix?.lag ?? 0)
        + KeptSound.counterparts(of: late, lag: suffix?.lag ?? 0))
    return (
      prefix.flatMap { KeptSound(own, theirs, places: early, lag: $0.lag, from: 0) },
      suffix.flatMap { KeptSound(own, theirs, places: late, lag: $0.lag, from: early.count) }
    )
  }

  /// A kept part without the margin at its seam.
  private static func inside(_ range: TimeRange, atEnd: Bool) -> TimeRange {
    let margin = min(KeptSound.margin, range.duration)
    return atEnd
      ? TimeRange(start: range.start, end: range.end - margin)
      : TimeRange(start: range.start + margin, end: range.end)
  }
}
