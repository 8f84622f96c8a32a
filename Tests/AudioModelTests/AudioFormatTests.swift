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

  @Test(arguments: 7...8)
  func besideAPairAtTheSidesTheRearIsNoSurround(count: Int) {
    let channels = AudioChannel.usualOrder(count: count)
    #expect(channels.suffix(2) == [.leftSurround, .rightSurround])
    #expect(channels.count { $0 == .leftSurround || $0 == .rightSurround } == 2)
  }
}
