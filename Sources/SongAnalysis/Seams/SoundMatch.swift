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
  /// How far in colour that is from the new music, in dB: the deviation over mel bands.
  package let distanceInDB: Double?
  /// By how many semitones the new music is best moved to get chords of the song, −5 to 6.
  package let keyShift: Int?
  /// How much better its chords are then than where they are, 0 to 1; 0 for a shift of 0.
  package let keyEvidence: Double

  /// The length of a stretch, in seconds: ours, a bar at 120 beats per minute.
  private static let length = 2.0
  /// From one stretch to the next, in seconds: a beat at that tempo.
  private static let hop = 0.5
  /// How much of the new music is heard, in seconds: ours, two usual sections.
  private static let heard = 40.0
  /// How many alike stretches are averaged: ours, by judgement, as the next.
  private static let neighbours = 3
  /// The share of the new music that has a say: that which is most alike.
  private static let alike = 0.33

  /// Compares one side of a seam with the stretches of a song that are its own.
  package init(of new: SeamSide, in song: SongSketch, _ ranges: [TimeRange]) {
    let known = ranges.flatMap { Self.stretches(of: song, $0, gain: 0) }
    let heard = Self.stretches(of: new.song, new.first(Self.heard), gain: new.gainInDB)
    guard known.count > Self.neighbours, !heard.isEmpty else {
      (levelOffsetInDB, distanceInDB, keyShift, keyEvidence) = (nil, nil, nil, 0)
      return
    }
    let offsets = heard.compactMap { Self.offset(of: $0, from: known) }
      .sorted { $0.distance < $1.distance }
      .prefix(max(1, Int(Self.alike * Double(heard.count))))
    levelOffsetInDB = offsets.isEmpty ? nil : Double(offsets.map(\.offset).median)
    distanceInDB = offsets.isEmpty ? nil : Double(offsets.map(\.distance).mean)
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
    /// Levels of the mel bands in dB; `nil` for those that are too soft to tell.
    let levels: [Float?]
    /// Pitch classes less their mean.
    let chroma: [Float]
  }

  private static func stretches(
    of song: SongSketch, _ range: TimeRange, gain: Double
  ) -> [Stretch] {
    let levels = song.spectra.melInDecibels
    let pitch = ChromaFrames(song.spectra, ofBass: false)
    // Five dB above the floor of the levels; a stretch with no band above it is silence, as all of a
    // song is whose maximum is.
    let floor = max(song.spectra.mel.maximum - 65, LevelMatrix.floor)
    return stride(from: range.start, through: range.end - length, by: hop).compactMap { start in
      let bands = levels.mean(from: start, to: start + length)
      guard bands.contains(where: { $0 > floor }) else { return nil }
      let chroma = pitch.mean(from: start, to: start + length)
      let middle = chroma.mean
      return Stretch(
        levels: bands.map { $0 > floor ? $0 - Float(gain) : nil },
        chroma: chroma.map { $0 - middle })
    }
  }

  /// How much louder a stretch is than those of the most similar colour, and how far these are.
  private static func offset(
    of stretch: Stretch, from known: [Stretch]
  ) -> (distance: Float, offset: Float)? {
    let ranked = known.compactMap { other -> (distance: Float, offset: Float)? in
      let steps = zip(stretch.levels, other.levels).compactMap { new, old in
        new.flatMap { new in old.map { new - $0 } }
      }
      // Sounds that share less than half of their bands are not alike.
      guard steps.count * 2 >= stretch.levels.compactMap(\.self).count, !steps.isEmpty else {
        return nil
      }
      return (steps.standardDeviation, steps.mean)
    }.sorted { $0.distance < $1.distance }.prefix(neighbours)
    guard !ranked.isEmpty else { return nil }
    return (ranked.map(\.distance).mean, ranked.map(\.offset).mean)
  }

  private static func moved(_ chroma: [Float], by shift: Int) -> [Float] {
    chroma.indices.map { chroma[($0 - shift + 12) % 12] }
  }
}
