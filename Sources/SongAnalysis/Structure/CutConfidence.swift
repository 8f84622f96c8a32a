import Foundation

/// How sure a cut at a bar line is: the chance that a listener would put one within 0.5 s of it.
///
/// Logistic curves over the log odds of a cut among all divisions of a song, which are far too sure
/// of themselves, up to `BarGrid.boundaryShare`.
enum CutConfidence {
  /// What counts of the log odds, and what a cut has by the audio alone where these are even.
  ///
  /// Fitted to 4,130 cuts in 239 songs rendered from tablatures (`benchmarks/structure/tab_songs.py`);
  /// less strict than fits them best by 0.4, which is ours: who wrote them marked every 13th bar
  /// line, the annotators of popular music mark every eighth.
  private static let heard = (slope: 0.35, even: -1.29)
  /// The same where a written part of the lyrics starts there.
  ///
  /// Ours: between 0.34, which fits 1,514 starts in the same songs with texts made for their sections
  /// best, and 0.03, which fits 468 in annotated songs, with slopes of 0.34 and 0.31.
  private static let written = (slope: 0.35, even: 0.2)

  /// The confidence of a cut that the audio alone has, by its log odds.
  static func heard(_ logOdds: Double) -> Double { curve(heard, at: logOdds) }

  /// The confidence of a cut where the lyrics have one, by its log odds by the audio alone.
  static func written(_ logOdds: Double) -> Double { curve(written, at: logOdds) }

  private static func curve(_ curve: (slope: Double, even: Double), at logOdds: Double) -> Double {
    BarGrid.boundaryShare / (1 + exp(-curve.even - curve.slope * logOdds))
  }
}
