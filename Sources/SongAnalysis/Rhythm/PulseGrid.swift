import AudioModel

/// The finest even pulse of a song, two to eight of which make half a beat or a beat.
struct PulseGrid {
  /// The times of the pulses, in seconds, in order.
  let times: [Double]
  /// The mean distance of two pulses, in seconds: 0.115 to 0.23.
  let period: Double
  /// How many pulses make what was divided: a power of two.
  let division: Int

  /// The longest pulse, in seconds: half a beat at 130 beats per minute.
  ///
  /// Ours: 0.16 and 0.32 find the beats of annotated songs as often within 0.007.
  private static let longest = 0.23

  /// Divides beats that come so many times in a pulse of the clock, as far as there is sound; `nil`
  /// where there are too few.
  init?(_ clock: PulseClock, beatsPerPulse: Double, onsets: OnsetStrength, sound: TimeRange) {
    var (division, period) = (1, 1 / (clock.frequency * beatsPerPulse))
    while period >= Self.longest { (division, period) = (2 * division, period / 2) }
    self.division = division
    self.period = period
    // In pulses of the clock.
    let step = 1 / (beatsPerPulse * Double(division))
    let phase = clock.isConstant ? clock.frequency * Self.phase(onsets, period: period) : 0
    let end = clock.position(at: sound.end)
    times = stride(from: phase, to: end, by: step).map(clock.time(at:))
      .filter { $0 > sound.start - Self.longest }
    guard times.count > 16 else { return nil }
  }

  /// Where in a period the onsets fall: the top of their histogram over it, smoothed.
  private static func phase(_ onsets: OnsetStrength, period: Double) -> Double {
    let bins = 64
    var histogram = [Float](repeating: 0, count: bins)
    for (frame, value) in onsets.full.enumerated() {
      let place = Double(frame) / onsets.rate / period
      histogram[Int((place - place.rounded(.down)) * Double(bins)) % bins] += value
    }
    let smooth = SmoothingKernel(deviation: 2.5, reach: 6).smooth(circle: histogram)
    let top = smooth.indices.max { smooth[$0] < smooth[$1] } ?? 0
    return (Double(top) + 0.5) / Double(bins) * period
  }
}
