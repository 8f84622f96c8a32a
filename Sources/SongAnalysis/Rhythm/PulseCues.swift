/// What happens on each pulse that tells beats from what lies between; each in standard deviations
/// of the song.
struct PulseCues {
  /// Onset of a kick drum.
  let kick: [Float]
  /// Onset in many bands at once, as of a snare.
  let snare: [Float]
  /// Onset above 6.2 kHz, as of hi-hats and snares.
  let high: [Float]
  /// Onset in all bands.
  let onset: [Float]
  /// Change of chroma from the second before to the second after.
  let harmony: [Float]
  /// The same of the bass.
  let bass: [Float]

  /// The cues at times in seconds.
  init(at times: [Double], chroma: (all: RunningChroma, bass: RunningChroma), onsets: OnsetStrength)
  {
    func peaks(_ curve: [Float]) -> [Float] {
      times.map { OnsetStrength.peak(of: curve, near: $0, rate: onsets.rate) }.standardized()
    }
    kick = peaks(onsets.kick)
    snare = peaks(onsets.broadband)
    high = peaks(onsets.high)
    onset = peaks(onsets.full)
    func changes(_ chroma: RunningChroma) -> [Float] {
      times.map { chroma.change(at: $0, reach: 1) }.standardized()
    }
    harmony = changes(chroma.all)
    bass = changes(chroma.bass)
  }
}
