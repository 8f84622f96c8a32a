/// The three likenesses of bars that structure is read from.
struct BarSimilarities {
  /// By levels in mel bands along the bar: what is played, on what, and how loud.
  let timbre: SelfSimilarity
  /// By mean levels and rises: the texture of the arrangement, scaled per band.
  let texture: SelfSimilarity
  /// By chords (0.7) and bass notes (0.3) along the bar.
  let harmony: SelfSimilarity
  /// Half timbre and half harmony.
  let mixed: SelfSimilarity

  init(_ features: BarFeatures) {
    timbre = SelfSimilarity(features.timbre)
    texture = SelfSimilarity(features.texture, scaled: true)
    harmony = SelfSimilarity(
      SelfSimilarity(features.harmony), times: 0.7, SelfSimilarity(features.bass), times: 0.3)
    mixed = SelfSimilarity(timbre, times: 0.5, harmony, times: 0.5)
  }
}
