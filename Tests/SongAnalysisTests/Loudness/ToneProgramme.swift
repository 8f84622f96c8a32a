import AudioModel
import TestSupport

/// The programme of a conformance case: a sine in steps of level, its phase running on.
///
/// It is played in blocks of a whole number of periods, so that every step is the same few samples
/// again and again. The level is the peak in dBFS; `nil` is silence.
struct ToneProgramme {
  /// A stretch of one level for each channel.
  typealias Step = (levels: [Double?], seconds: Double)

  /// The format of the programme.
  let format: AudioFormat
  /// The frequency of the sine, in hertz.
  var frequency = 1000.0
  /// The length of a block in seconds, a whole number of periods and of frames.
  var blockInSeconds = 0.01
  /// What is played, in order.
  let steps: [Step]

  /// Steps of one level in both channels of a stereo programme.
  static func stereo(_ sampleRate: Double, _ steps: [(level: Double?, seconds: Double)]) -> Self {
    ToneProgramme(
      format: AudioFormat(sampleRate: sampleRate, channelCount: 2),
      steps: steps.map { ([$0.level, $0.level], $0.seconds) })
  }

  /// Plays the programme, block by block.
  func play(_ listen: (AudioBlock) -> Void) {
    for step in steps {
      let frameCount = Int((blockInSeconds * format.sampleRate).rounded())
      let block = AudioBlock(
        format: format,
        channels: step.levels.map { level in
          guard let level else { return Signals.silence(frameCount: frameCount) }
          return Signals.sine(
            frequencyInHertz: frequency, amplitude: Signals.amplitude(ofDecibels: level),
            frameCount: frameCount, sampleRate: format.sampleRate)
        })
      for _ in 0..<Int((step.seconds / blockInSeconds).rounded()) { listen(block) }
    }
  }
}
