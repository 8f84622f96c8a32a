/// A WAV file of 16-bit samples, built byte by byte, so that no decoder is judged by its own
/// writer.
public struct WAVFile {
  /// Frames per second.
  public var sampleRate = 22050
  /// How many channels, all with the same samples.
  public var channelCount = 1
  /// The samples of every channel, full scale ±1.
  public var samples: [Float]

  /// A mono file of samples.
  public init(samples: [Float]) { self.samples = samples }

  /// A mono file with clicks, so many seconds long: half a second of pulse each, with silence
  /// between.
  public init(clicksFor seconds: Int) {
    samples = (0..<seconds * 22050).map { frame in
      let phase = frame % 11025
      return phase < 1000 ? (phase / 25 % 2 == 0 ? 0.5 : -0.5) : 0
    }
  }

  /// The file: RIFF header, `fmt ` and `data` chunk, 44 bytes before the samples.
  public var bytes: [UInt8] {
    let size = samples.count * channelCount * 2
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes = Array("RIFF".utf8) + number(36 + size, 4) + Array("WAVEfmt ".utf8)
    bytes += number(16, 4) + number(1, 2) + number(channelCount, 2) + number(sampleRate, 4)
    bytes += number(sampleRate * channelCount * 2, 4) + number(channelCount * 2, 2) + number(16, 2)
    bytes += Array("data".utf8) + number(size, 4)
    bytes.reserveCapacity(44 + size)
    for sample in samples {
      let value = Int16(max(-32768, min(32767, (sample * 32768).rounded())))
      for _ in 0..<channelCount {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
      }
    }
    return bytes
  }
}
