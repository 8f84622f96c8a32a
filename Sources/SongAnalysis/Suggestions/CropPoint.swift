/// Where exactly to cut at a bar line.
package enum CropPoint {
  /// How long before the bar line a cut lies, in seconds: 10 ms, the same everywhere.
  ///
  /// A beat is known to about one frame of the onset strength (11.6 ms), and an attack takes a few
  /// milliseconds to be heard; a cut on the line itself would keep the click of the next bar's
  /// attack.
  package static let lead = 0.010

  /// The cut that belongs to a bar line, not before the song's start.
  package static func before(_ barLine: Double) -> Double { max(0, barLine - lead) }
}
