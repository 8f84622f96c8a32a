/// The likenesses of bars that structure is read from.
struct BarSimilarities {
  /// By levels in mel bands along the bar: what is played, on what, and how loud.
  let timbre: SelfSimilarity
  /// By mean levels and rises: the texture of the arrangement, scaled per band.
  let texture: SelfSimilarity
  /// By what is struck when, scaled per place and band.
  let rhythm: SelfSimilarity
  /// By chords (0.7) and bass notes (0.3) along the bar.
  let harmony: SelfSimilarity
  /// Harmony (0.6) and timbre (0.4): whether it is the same music.
  let music: SelfSimilarity
  /// Music (0.8) and rhythm (0.2): whether it is the same section.
  ///
  /// A verse and a chorus over the same chords are told by what is struck when; on annotated songs
  /// shares from 0.1 to 0.3 are equally good.
  let section: SelfSimilarity

  /// What a bar must differ from the mean of its song to mean something: in dB (`texture`: of levels
  /// and weighted rises), in the units of `BarFeatures.rhythm`, and of chroma of unit length.
  ///
  /// Ours: two thirds of what any bar of 54 songs does at least; one bar over and over, rendered,
  /// has half of it or less.
  private static let least = (
    timbre: Float(2), texture: Float(0.65), rhythm: Float(0.019), harmony: Float(0.023),
    bass: Float(0.021)
  )

  init(_ features: BarFeatures) {
    timbre = SelfSimilarity(features.timbre, leastDifference: Self.least.timbre)
    texture = SelfSimilarity(
      features.texture, scaled: true, leastDifference: Self.least.texture)
    rhythm = SelfSimilarity(features.rhythm, scaled: true, leastDifference: Self.least.rhythm)
    harmony = SelfSimilarity(
      SelfSimilarity(features.harmony, leastDifference: Self.least.harmony), times: 0.7,
      SelfSimilarity(features.bass, leastDifference: Self.least.bass), times: 0.3)
    music = SelfSimilarity(harmony, times: 0.6, timbre, times: 0.4)
    section = SelfSimilarity(music, times: 0.8, rhythm, times: 0.2)
  }
}
