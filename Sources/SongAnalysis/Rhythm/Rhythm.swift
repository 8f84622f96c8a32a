package import AudioModel
import Foundation

/// The tempo, the beats and the bars of a song.
package struct Rhythm: Sendable {
  /// Beats per minute: 60 s over the median distance of two beats.
  package let tempo: Double
  /// How far the tempo can be trusted, 0 to 1.
  package let confidence: Double
  /// How far the place of the bar lines can be trusted, 0 to 1.
  package let metreConfidence: Double
  /// Beats per bar.
  package let beatsPerBar: Int
  /// Every beat, in seconds.
  package let beats: [Double]
  /// The first beat of every bar, in seconds.
  package let downbeats: [Double]
  /// Where something is to be heard, in seconds.
  package let sound: TimeRange

  /// The one metre that is known so far: four beats to the bar.
  private static let onlyMetre = 4

  /// Finds the rhythm of a song; `nil` where there is no pulse.
  package init?(_ features: SpectralFeatures) {
    let onsets = OnsetStrength(features)
    guard let sound = Self.sound(features), let tempo = TempoEstimate(onsets) else { return nil }
    let tracked = BeatTracker(onsets: onsets, period: tempo.period).beats().map { $0 / onsets.rate }
    guard tracked.count > 8 else { return nil }
    let onBeat = Self.onBeat(tracked, features: features, onsets: onsets)
    let beats = BeatTracker.extended(onBeat, over: sound)
    let tracker = DownbeatTracker(beatsPerBar: Self.onlyMetre)
    let cues = BeatCues(at: beats, features: features, onsets: onsets)
    let halfway = Self.halfway(beats)
    let halfwayCues = BeatCues(at: halfway, features: features, onsets: onsets)
    let scores = (
      on: tracker.count(cues, against: [cues, halfwayCues]).score,
      off: tracker.count(halfwayCues, against: [cues, halfwayCues]).score
    )
    // The bar model must clearly prefer the off-beats: by 0.15 standard deviations a beat.
    let isOff = scores.off > scores.on + 0.15
    let chosen = isOff ? halfway : beats
    let count = tracker.count(isOff ? halfwayCues : cues)
    let inside = zip(chosen, count.positions).filter { 0...features.duration ~= $0.0 }
    self.beats = inside.map(\.0)
    self.sound = sound
    beatsPerBar = Self.onlyMetre
    downbeats = inside.filter { $0.1 == 0 }.map(\.0)
    let period = zip(chosen.dropFirst(), chosen).map { Float($0 - $1) }.median
    self.tempo = 60 / Double(period)
    confidence = tempo.confidence
    metreConfidence = Double(min(1, max(0, count.score)))
  }

  /// From the first to the last moment that is not 34 dB under the loud ones; `nil` in silence.
  private static func sound(_ features: SpectralFeatures) -> TimeRange? {
    let energy = features.energy
    let levels = (0..<energy.frameCount).map { energy[$0, 0] }
    let loud = levels.percentile(0.95)
    guard loud > LevelMatrix.floor,
      let first = levels.firstIndex(where: { $0 > loud - 34 }),
      let last = levels.lastIndex(where: { $0 > loud - 34 })
    else { return nil }
    return TimeRange(
      start: Double(first) / features.melRate,
      end: min(features.duration, Double(last + 1) / features.melRate))
  }

  /// The beats themselves or the times halfway, whichever has the kick drum and the changes of
  /// harmony.
  private static func onBeat(
    _ beats: [Double], features: SpectralFeatures, onsets: OnsetStrength
  ) -> [Double] {
    let chroma = ChromaFrames(features, ofBass: false)
    func means(_ times: [Double]) -> (kick: Float, onset: Float, harmony: Float) {
      (
        times.map { OnsetStrength.peak(of: onsets.kick, near: $0, rate: onsets.rate) }.mean,
        times.map { OnsetStrength.peak(of: onsets.full, near: $0, rate: onsets.rate) }.mean,
        times.map {
          1
            - cosine(
              chroma.mean(from: $0 - 0.28, to: $0 - 0.05),
              chroma.mean(from: $0 + 0.05, to: $0 + 0.28))
        }.mean
      )
    }
    let halfway = self.halfway(beats)
    let (on, off) = (means(beats), means(halfway))
    let preference =
      log((on.kick + 0.05) / (off.kick + 0.05)) + log((on.onset + 0.05) / (off.onset + 0.05))
      + 1.5 * log((on.harmony + 0.01) / (off.harmony + 0.01))
    return preference < 0 ? halfway : beats
  }

  private static func halfway(_ beats: [Double]) -> [Double] {
    zip(beats, beats.dropFirst()).map { ($0 + $1) / 2 }
  }
}
