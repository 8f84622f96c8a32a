import AudioModel
import Testing

@Suite struct AudioBlockTests {
  @Test(arguments: [1, 2, 3, 6])
  func interleavedSamplesArePartedByChannel(channelCount: Int) {
    var block = AudioBlock(format: AudioFormat(sampleRate: 48_000, channelCount: channelCount))
    for frameCount in [4, 0, 7, 7, 2] {
      let samples = (0..<frameCount * channelCount).map(Float.init)
      samples.withUnsafeBufferPointer { block.replaceContents(interleaved: $0) }
      #expect(block.frameCount == frameCount)
      for channel in 0..<channelCount {
        let own = (0..<frameCount).map { Float($0 * channelCount + channel) }
        #expect(block.channels[channel] == own)
      }
    }
  }

  @Test func aNewBlockIsEmpty() {
    #expect(AudioBlock(format: AudioFormat(sampleRate: 8_000, channelCount: 2)).frameCount == 0)
  }
}
