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
