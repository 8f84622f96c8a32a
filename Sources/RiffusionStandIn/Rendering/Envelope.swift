import Foundation

/// The course of a note's level: a straight attack, an exponential decay and release.
struct Envelope {
  /// The times and the level that shape it.
  struct Shape: Sendable {
    /// Seconds from silence to the peak.
    var attack = 0.005
    /// The time constant of the decay, in seconds.
    var decay = 0.5
    /// The level that the decay tends to, from 0 to 1.
    var sustain: Float = 0
    /// The time constant of the release, in seconds.
    var release = 0.08
  }

  private let attackStep: Float
  private let decay: Float
  private let release: Float
  private let sustain: Float
  private var heldFrames: Int
  private var level: Float = 0
  private var isAttacking = true

  /// The envelope of a note that is held for some frames.
  init(_ shape: Shape, heldFrames: Int, sampleRate: Double) {
    attackStep = Float(1 / max(1, shape.attack * sampleRate))
    decay = Float(exp(-1 / (shape.decay * sampleRate)))
    release = Float(exp(-1 / (shape.release * sampleRate)))
    sustain = shape.sustain
    self.heldFrames = heldFrames
  }

  /// Whether the note has died away, 70 dB below its peak.
  var isOver: Bool { heldFrames <= 0 && level < 3e-4 }

  /// The level at the next frame, from 0 to 1.
  mutating func next() -> Float {
    heldFrames -= 1
    if heldFrames < 0 {
      level *= release
    } else if isAttacking {
      level += attackStep
      if level >= 1 {
        level = 1
        isAttacking = false
      }
    } else {
      level = sustain + (level - sustain) * decay
    }
    return level
  }
}
