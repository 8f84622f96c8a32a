import AudioModel
import Testing

@Suite struct AudioFormatTests {
  @Test(arguments: 1...12)
  func everyCountOfChannelsHasThatManyPlaces(count: Int) {
    #expect(AudioFormat(sampleRate: 44_100, channelCount: count).channelCount == count)
  }

  @Test func aFiveOneProgrammeHasItsLowFrequencyChannelFourth() {
    #expect(AudioChannel.usualOrder(count: 6).firstIndex(of: .lowFrequency) == 3)
    #expect(!AudioChannel.usualOrder(count: 5).contains(.lowFrequency))
  }
}
