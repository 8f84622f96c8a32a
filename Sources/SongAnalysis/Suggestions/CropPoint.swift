/// Where exactly to cut at a bar line.
package enum CropPoint {
  /// How long before the bar line a cut lies, in seconds: 20 ms, the same everywhere.
  ///
  /// An attack begins about 9 ms before its line, as `OnsetStrength` tells a rise at the end of the two
  /// frames that it is measured over; a cut inside it would keep the click of the next bar. Of the clear
  /// attacks at bar lines of annotated songs, .40 begin before a cut that is 10 ms early, .08 before one
  /// of 20 ms, .05 before one of 30 ms (`benchmarks/structure/attacks.py`).
  package static let lead = 0.020

  /// The cut that belongs to a bar line, not before the song's start.
  package static func before(_ barLine: Double) -> Double { max(0, barLine - lead) }
}
