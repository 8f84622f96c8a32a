/// A room: four delay lines that feed one another and lose their treble.
///
/// A feedback delay network with a Householder matrix: J. O. Smith, "Physical Audio Signal
/// Processing", "Householder feedback matrix". Mono in, stereo out.
struct Reverb {
  private var lines: [[Float]]
  private var positions: [Int]
  private var damping: [OnePole]
  private let feedback: Float

  /// A room for a sampling rate, its lines 31 to 53 ms long and without common factors.
  init(sampleRate: Double) {
    // Primes at 44.1 kHz, so that the echoes of the lines seldom meet.
    let lengths = [1361, 1699, 1997, 2333].map { max(16, Int(Double($0) * sampleRate / 44_100)) }
    lines = lengths.map { [Float](repeating: 0, count: $0) }
    positions = lengths.map { _ in 0 }
    damping = lengths.map { _ in OnePole(cutoff: 4200 / sampleRate) }
    // 0.84 a turn of 42 ms: 60 dB in 1.7 s.
    feedback = 0.84
  }

  /// Adds the room of an input to the two outputs, all of the same length.
  mutating func add(
    _ input: UnsafeMutableBufferPointer<Float>, toLeft left: UnsafeMutableBufferPointer<Float>,
    right: UnsafeMutableBufferPointer<Float>
  ) {
    for frame in input.indices {
      var taps: (Float, Float, Float, Float) = (0, 0, 0, 0)
      taps.0 = damping[0].low(lines[0][positions[0]])
      taps.1 = damping[1].low(lines[1][positions[1]])
      taps.2 = damping[2].low(lines[2][positions[2]])
      taps.3 = damping[3].low(lines[3][positions[3]])
      let half = 0.5 * (taps.0 + taps.1 + taps.2 + taps.3)
      let sample = input[frame]
      lines[0][positions[0]] = sample + feedback * (taps.0 - half)
      lines[1][positions[1]] = sample + feedback * (taps.1 - half)
      lines[2][positions[2]] = -sample + feedback * (taps.2 - half)
      lines[3][positions[3]] = -sample + feedback * (taps.3 - half)
      for line in 0..<4 {
        positions[line] += 1
        if positions[line] == lines[line].count { positions[line] = 0 }
      }
      left[frame] += taps.0 - taps.2
      right[frame] += taps.1 - taps.3
    }
  }
}
