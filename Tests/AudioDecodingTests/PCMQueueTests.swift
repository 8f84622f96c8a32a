import Testing

@testable import AudioDecoding

@Suite struct PCMQueueTests {
  @Test func framesComeOutInTheOrderInWhichTheyWentIn() {
    var queue = PCMQueue(channelCount: 2)
    queue.append([1, -1, 2, -2, 3, -3], frameCount: 3)
    queue.append([4, -4], frameCount: 1)
    var buffer = [Float](repeating: 9, count: 6)
    queue.move(2, to: &buffer)
    #expect(buffer == [1, -1, 2, -2, 9, 9])
    #expect(queue.frameCount == 2)
    queue.move(2, to: &buffer)
    #expect(buffer == [3, -3, 4, -4, 9, 9])
    #expect(queue.frameCount == 0)
  }

  @Test func silenceStandsWhereSamplesStoodBefore() {
    var queue = PCMQueue(channelCount: 1)
    queue.append([1, 2, 3], frameCount: 3)
    var buffer = [Float](repeating: 9, count: 4)
    queue.move(2, to: &buffer)
    queue.append(nil, frameCount: 3)
    queue.move(4, to: &buffer)
    #expect(buffer == [3, 0, 0, 0])
  }

  @Test func theLastFramesCanBeDroppedButNoMoreThanWait() {
    var queue = PCMQueue(channelCount: 1)
    queue.append([1, 2, 3], frameCount: 3)
    queue.removeLast(2)
    #expect(queue.frameCount == 1)
    queue.append([5], frameCount: 1)
    var buffer: [Float] = [0, 0]
    queue.move(2, to: &buffer)
    #expect(buffer == [1, 5])
    queue.removeLast(7)
    #expect(queue.frameCount == 0)
  }
}
