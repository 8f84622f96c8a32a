/// Finds sudden digital silence inside loud sound: what a lost packet or a skipped buffer leaves.
///
/// A run of 10 ms to 0.5 s in which no channel exceeds `StepMeasure.zero`, with a step above −40 dBFS
/// RMS before it and after it. A longer one may be a rest, and is told as silence; a sound that dies
/// away before the run is no dropout either. The numbers are chosen by us.
struct DropoutDetector: Sendable {
  /// The mean square that the sound before and after must have: −40 dBFS.
  static let loud: Float = 1e-4

  private let shortest: Int
  private let longest: Int

  /// How many frames up to the present one are digital silence.
  private var run = 0
  /// The power of the last step with sound, and the higher of it and of the one before it.
  private var (last, before): (Float, Float) = (0, 0)
  /// A run that waits for the step after it.
  private var candidate: MergedRanges.Range?
  private var found = MergedRanges(gap: 1)

  /// The dropouts so far, in frames.
  var ranges: [MergedRanges.Range] { found.ranges }

  /// A stream before its first frame.
  init(sampleRate: Double) {
    (shortest, longest) = (Int((sampleRate / 100).rounded()), Int(sampleRate / 2))
  }

  /// Takes the next step: what all channels have in common of digital silence, and its power.
  mutating func process(
    leadingZeros: Int, trailingZeros: Int, count: Int, power: Float, from frame: Int
  ) {
    if leadingZeros == count {
      run += count
      candidate = nil
      return
    }
    if let waiting = candidate, power >= Self.loud { found.append(waiting) }
    candidate = nil
    let length = run + leadingZeros
    if length >= shortest, length < longest, before >= Self.loud {
      let range = MergedRanges.Range(start: frame - run, end: frame + leadingZeros, level: 0)
      // A step that is mostly run says little of the sound after it: let the next one decide.
      if power >= Self.loud { found.append(range) } else { candidate = range }
    }
    run = trailingZeros
    (last, before) = (power, max(power, last))
  }
}
