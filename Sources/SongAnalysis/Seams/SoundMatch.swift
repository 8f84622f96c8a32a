package import AudioModel
import Foundation

/// How new music compares with what sounds like it in the song that it was made for.
///
/// The loudness of two neighbouring sections says little: a chorus may be 6 LU above a verse. So each
/// stretch of the new music is compared with those stretches of the song that have the same colour
/// (the shape of the spectrum without its level) and, for the key, the same chords.
package struct SoundMatch: Sendable, Hashable {
  /// How much louder the new music is than what sounds like it, in dB; `nil` in silence.
  package let levelOffsetInDB: Double?
  /// By how many semitones the new music is best moved to get chords of the song, −5 to 6.
  package let keyShift: Int?
  /// How much better its chords are then than where they are, 0 to 1; 0 for a shift of 0.
  package let keyEvidence: Double

  /// The length of a stretch, in seconds: about a bar.
  private static let length = 2.0
  /// From one stretch to the next, in seconds.
  private static let hop = 0.5
  /// How much of the new music is heard, in seconds: ours, two usual sections.
  private static let heard = 40.0
  /// How many alike stretches are averaged.
  private static let neighbours = 4

  /// Compares one side of a seam with the stretches of a song that are its own.
  package init(of new: SeamSide, in song: SongSketch, _ ranges: [TimeRange]) {
    let known = ranges.flatMap { Self.stretches(of: song, $0, gain: 0) }
    let heard = Self.stretches(of: new.song, new.first(Self.heard), gain: new.gainInDB)
    guard known.count > Self.neighbours, !heard.isEmpty else {
      (levelOffsetInDB, keyShift, keyEvidence) = (nil, nil, 0)
      return
    }
    levelOffsetInDB = Double(
      heard.map { Self.offset(of: $0, from: known) }.median)
    let fits = (0..<12).map { shift in
      heard.map { stretch in
        let moved = Self.moved(stretch.chroma, by: shift)
        return known.lazy.map { cosine(moved, $0.chroma) }.max() ?? 0
      }.mean
    }
    let best = fits.indices.max { fits[$0] < fits[$1] } ?? 0
    keyShift = best > 6 ? best - 12 : best
    keyEvidence = Double(fits[best] - fits[0])
  }

  private struct Stretch {
    /// Levels of the mel bands in dB, less their mean.
    let colour: [Float]
    /// That mean.
    let level: Float
    /// Pitch classes less their mean, then the bass likewise.
    let chroma: [Float]
  }

  private static func stretches(
    of song: SongSketch, _ range: TimeRange, gain: Double
  ) -> [Stretch] {
    let levels = song.spectra.melInDecibels
    let pitch = ChromaFrames(song.spectra, ofBass: false)
    // A stretch that is silent has no colour.
    let floor = song.spectra.mel.maximum - 65
    return stride(from: range.start, through: range.end - length, by: hop).compactMap { start in
      let bands = levels.mean(from: start, to: start + length)
      let mean = bands.mean
      guard mean > floor else { return nil }
      let chroma = pitch.mean(from: start, to: start + length)
      let middle = chroma.mean
      return Stretch(
        colour: bands.map { $0 - mean }, level: mean - Float(gain),
        chroma: chroma.map { $0 - middle })
    }
  }

  /// How much louder a stretch is than those of the most similar colour.
  private static func offset(of stretch: Stretch, from known: [Stretch]) -> Float {
    let ranked = known.map { other -> (distance: Float, offset: Float) in
      var sum: Float = 0
      for band in stretch.colour.indices {
        let step = stretch.colour[band] - other.colour[band]
        sum += step * step
      }
      return (sum, stretch.level - other.level)
    }.sorted { $0.distance < $1.distance }
    return ranked.prefix(neighbours).map(\.offset).mean
  }

  private static func moved(_ chroma: [Float], by shift: Int) -> [Float] {
    chroma.indices.map { chroma[($0 - shift + 12) % 12] }
  }
}
