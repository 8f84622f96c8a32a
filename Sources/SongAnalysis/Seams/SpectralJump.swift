import AudioModel
import Foundation

/// How far the sound changes over a seam, against what is usual between two bars of the song.
package struct SpectralJump: Sendable, Hashable {
  /// The change over the seam, as the root mean square over 64 mel bands in dB, divided by that of
  /// which 95 of 100 bar lines of the song have less; `nil` of a song with fewer than 8 bar lines.
  package let ratio: Double?

  /// Compares the bar before with the bar behind, given the length of a bar in seconds and the bar
  /// lines of the song.
  package init?(
    before: SeamSide, after: SeamSide, bar: Double, song: SongSketch, barLines: [Double]
  ) {
    let (early, late) = (before.last(bar), after.first(bar))
    guard min(early.duration, late.duration) >= bar / 2 else { return nil }
    let change = Self.change(
      before.song.spectra.melInDecibels.mean(from: early.start, to: early.end),
      after.song.spectra.melInDecibels.mean(from: late.start, to: late.end),
      gain: Float(after.gainInDB - before.gainInDB))
    let levels = song.spectra.melInDecibels
    let own = barLines.filter { $0 >= bar && $0 + bar <= song.duration }.map { line in
      Self.change(
        levels.mean(from: line - bar, to: line), levels.mean(from: line, to: line + bar), gain: 0)
    }
    let usual = own.percentile(0.95)
    ratio = own.count >= 8 && usual > 0 ? Double(change / usual) : nil
  }

  private static func change(_ a: [Float], _ b: [Float], gain: Float) -> Float {
    zip(a, b).map { ($1 - gain - $0) * ($1 - gain - $0) }.mean.squareRoot()
  }
}
