import Foundation

/// A plucked string: a burst of noise in a delay line that loses its treble on every turn.
///
/// K. Karplus and A. Strong, "Digital synthesis of plucked-string and drum timbres", Computer Music
/// Journal 7(2), 1983; the fraction of a frame is tuned by an all-pass, as in D. Jaffe and
/// J. O. Smith, "Extensions of the Karplus-Strong plucked-string algorithm", ibid.
package struct PluckedString: SoundingNote {
  private var line: [Float]
  private var position = 0
  private let loss: Float
  private let tuning: Float
  private var previous: Float = 0
  private var tuned: Float = 0
  private var envelope: Envelope
  private let level: Float
  private var turns = 0

  /// A string of a MIDI pitch, damped after some frames.
  package init(
    pitch: Double, velocity: Float, heldFrames: Int, isDamped: Bool, sampleRate: Double,
    random: inout RandomStream
  ) {
    let period = sampleRate / (440 * exp2((pitch - 69) / 12))
    // The average of two frames delays by half a frame; the all-pass takes the rest.
    let whole = max(2, Int(period - 0.6))
    let rest = period - 0.5 - Double(whole)
    tuning = Float((1 - rest) / (1 + rest))
    var soft = OnePole(cutoff: (2200 + 5000 * Double(velocity)) / sampleRate)
    line = (0..<whole).map { _ in soft.low(random.noise()) }
    let mean = line.reduce(0, +) / Float(whole)
    for index in line.indices { line[index] -= mean }
    // A string rings for about three seconds, a damped one for a fifth of a second.
    let seconds = isDamped ? 0.2 : 3.2
    loss = Float(pow(0.001, period / sampleRate / seconds))
    envelope = Envelope(
      .init(attack: 0.001, decay: 5, sustain: 0.5, release: 0.06), heldFrames: heldFrames,
      sampleRate: sampleRate)
    level = 0.9 * velocity
  }

  package mutating func render(into out: UnsafeMutableBufferPointer<Float>) -> Bool {
    let (loss, tuning) = (loss, tuning)
    var (position, previous, tuned) = (position, previous, tuned)
    line.withUnsafeMutableBufferPointer { line in
      for frame in out.indices {
        let sample = line[position]
        let averaged = loss * 0.5 * (sample + previous)
        // y(n) = c·x(n) + x(n − 1) − c·y(n − 1), with the past kept in one number.
        let output = tuning * averaged + tuned
        tuned = averaged - tuning * output
        previous = sample
        line[position] = output
        position += 1
        if position == line.count { position = 0 }
        out[frame] = sample * envelope.next() * level
      }
    }
    (self.position, self.previous, self.tuned) = (position, previous, tuned)
    return !envelope.isOver
  }
}
