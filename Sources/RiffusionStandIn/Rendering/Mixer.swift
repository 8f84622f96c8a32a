import Foundation

/// How one part is mixed.
struct ChannelStrip: Sendable {
  /// Linear gain.
  var gain: Float
  /// How much of it goes into the room.
  var reverb: Float
  /// How hard the part is overdriven, 0 for not at all.
  var drive: Float = 0
  /// Whether it gives way to the kick drum in styles that want it.
  var ducks = true

  /// The strips of a style, in the order of `Part`.
  static func strips(for style: SongStyle) -> [ChannelStrip] {
    Part.allCases.map { part in
      switch part {
      case .drums: ChannelStrip(gain: 1.25, reverb: 0.06, ducks: false)
      case .bass: ChannelStrip(gain: style.groove == .dance ? 0.45 : 0.62, reverb: 0)
      case .chords:
        style.chordSound == .electricGuitar
          ? ChannelStrip(gain: 0.3, reverb: 0.08, drive: 6)
          : ChannelStrip(gain: 0.6, reverb: 0.14)
      case .pad: ChannelStrip(gain: 0.5, reverb: 0.25)
      case .arpeggio: ChannelStrip(gain: 0.6, reverb: 0.25)
      case .lead: ChannelStrip(gain: style.hasPianoLead ? 0.6 : 1.2, reverb: 0.25)
      case .voice: ChannelStrip(gain: 1, reverb: 0.16, ducks: false)
      case .backing: ChannelStrip(gain: 0.42, reverb: 0.25)
      }
    }
  }
}

/// Sums the parts to stereo: strips, room, and a bus that keeps the level.
struct Mixer {
  /// Frames that are mixed at a time.
  static let blockLength = 512
  /// The peak of the output, −1.9 dBFS: room for what a lossy coder adds.
  static let ceiling: Float = 0.8

  private let strips: [ChannelStrip]
  /// For each part its left and its right channel, and last the input of the room.
  private var channels: [Float]
  private var reverb: Reverb
  private var bus: MasterBus
  private var ducking: Ducking

  /// A mixer for a style.
  init(style: SongStyle, sampleRate: Double) {
    strips = ChannelStrip.strips(for: style)
    channels = Array(repeating: 0, count: (2 * Part.allCases.count + 1) * Self.blockLength)
    reverb = Reverb(sampleRate: sampleRate)
    bus = MasterBus(sampleRate: sampleRate)
    ducking = Ducking(depth: Float(style.ducking), sampleRate: sampleRate)
  }

  /// Puts a mono sound on the strip of a part, from a frame of the block onwards.
  mutating func add(
    _ sound: UnsafeMutableBufferPointer<Float>, to part: Part, pan: Float, at first: Int
  ) {
    // Equal power: the sum of the squares is the same at every place.
    let angle = (pan + 1) * Float.pi / 4
    let (left, right) = (Float(cos(Double(angle))), Float(sin(Double(angle))))
    let offset = 2 * part.rawValue * Self.blockLength + first
    channels.withUnsafeMutableBufferPointer { channels in
      for frame in sound.indices {
        channels[offset + frame] += left * sound[frame]
        channels[offset + Self.blockLength + frame] += right * sound[frame]
      }
    }
  }

  /// Lets the accompaniment give way from a frame of the block on, as for a kick drum.
  mutating func duck(at frame: Int) { ducking.trigger(at: frame) }

  /// Mixes what was added into two channels, and is empty again.
  mutating func mix(left: inout [Float], right: inout [Float]) {
    let length = Self.blockLength
    let gains = ducking.gains(count: length)
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        channels.withUnsafeMutableBufferPointer { channels in
          left.update(repeating: 0)
          right.update(repeating: 0)
          let room = UnsafeMutableBufferPointer(
            rebasing: channels[(2 * strips.count * length)..<((2 * strips.count + 1) * length)])
          for (index, strip) in strips.enumerated() {
            let first = 2 * index * length
            for frame in 0..<length {
              var (l, r) = (channels[first + frame], channels[first + length + frame])
              if strip.drive > 0 {
                (l, r) = (saturated(l * strip.drive), saturated(r * strip.drive))
              }
              let gain = strip.ducks ? strip.gain * gains[frame] : strip.gain
              left[frame] += gain * l
              right[frame] += gain * r
              room[frame] += gain * strip.reverb * (l + r)
            }
          }
          reverb.add(room, toLeft: left, right: right)
          bus.process(left: left, right: right)
          channels.update(repeating: 0)
        }
      }
    }
  }
}

/// A level that drops at each trigger and comes back within a beat.
private struct Ducking {
  private let depth: Float
  private let recovery: Float
  private var state: Float = 0
  private var smooth: Float = 0
  private var triggers: [Int] = []

  init(depth: Float, sampleRate: Double) {
    self.depth = depth
    recovery = Float(exp(-1 / (0.13 * sampleRate)))
  }

  mutating func trigger(at frame: Int) { triggers.append(frame) }

  mutating func gains(count: Int) -> [Float] {
    guard depth > 0 else {
      triggers = []
      return [Float](repeating: 1, count: count)
    }
    var gains = [Float](repeating: 1, count: count)
    for frame in 0..<count {
      if triggers.contains(frame) { state = 1 }
      smooth += 0.01 * (state - smooth)
      state *= recovery
      gains[frame] = 1 - depth * smooth
    }
    triggers = []
    return gains
  }
}

/// The end of the mix: a compressor for the loud parts and a curve that no peak gets beyond.
struct MasterBus {
  /// Into the compressor and out of it; set by measuring so that songs come out near −13 LUFS.
  private static let inputGain: Float = 1
  private static let outputGain: Float = 1.6
  /// Above this root mean square, two decibels in give one out.
  private static let threshold: Float = 0.14

  private let attack: Float
  private let release: Float
  private var power: Float = 0
  private var left: Tone
  private var right: Tone

  /// A bus with an attack of 10 ms and a release of 180 ms.
  init(sampleRate: Double) {
    attack = Float(1 - exp(-1 / (0.01 * sampleRate)))
    release = Float(1 - exp(-1 / (0.18 * sampleRate)))
    left = Tone(sampleRate: sampleRate)
    right = left
  }

  /// Compresses and limits two channels of the same length in place.
  mutating func process(
    left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>
  ) {
    for frame in left.indices {
      let (l, r) = (left[frame] * Self.inputGain, right[frame] * Self.inputGain)
      let now = 0.5 * (l * l + r * r)
      power += (now > power ? attack : release) * (now - power)
      let level = power.squareRoot()
      // A ratio of 2: the gain is the square root of threshold / level.
      let gain = level > Self.threshold ? (Self.threshold / level).squareRoot() : 1
      left[frame] = Mixer.ceiling * saturated(self.left.next(l * gain) * Self.outputGain)
      right[frame] = Mixer.ceiling * saturated(self.right.next(r * gain) * Self.outputGain)
    }
  }
}

/// The tone control of one channel of the bus.
private struct Tone {
  private var floor: OnePole
  private var treble: OnePole

  init(sampleRate: Double) {
    // Nothing below the lowest string is wanted, least of all a constant offset.
    floor = OnePole(cutoff: 20 / sampleRate)
    treble = OnePole(cutoff: 3500 / sampleRate)
  }

  /// The next frame, with 5 dB more at the top.
  mutating func next(_ input: Float) -> Float {
    let sample = floor.high(input)
    return sample + 0.8 * treble.high(sample)
  }
}

/// A curve that is straight for small values and never beyond ±1.
///
/// x(27 + x²) / (27 + 9x²) follows the hyperbolic tangent and reaches 1 at 3.
func saturated(_ value: Float) -> Float {
  let x = min(max(value, -3), 3)
  return x * (27 + x * x) / (27 + 9 * x * x)
}
