import Testing

@testable import SongAnalysis

@Suite struct FrameQueueTests {
  @Test(arguments: [[1000], [1, 2, 3], [7, 500], [16]])
  func framesAreCentredOnMultiplesOfTheHopHoweverTheBlocksFall(lengths: [Int]) {
    let samples = (1...1000).map(Float.init)
    var queue = FrameQueue(frameLength: 8, hop: 16)
    var centres: [Float] = []
    var (start, turn) = (0, 0)
    while start < samples.count {
      let end = min(samples.count, start + lengths[turn % lengths.count])
      queue.append(Array(samples[start..<end])) { centres.append($0[4]) }
      (start, turn) = (end, turn + 1)
    }
    queue.finish { centres.append($0[4]) }
    #expect(centres == (0...1000 / 16).map { samples[16 * $0] })
  }

  @Test func anEmptyStreamHasOneSilentFrame() {
    var queue = FrameQueue(frameLength: 8, hop: 4)
    var frames: [[Float]] = []
    queue.finish { frames.append(Array($0)) }
    #expect(frames == [[Float](repeating: 0, count: 8)])
  }

  @Test func aHopLongerThanAFrameSkipsSamples() {
    var queue = FrameQueue(frameLength: 2, hop: 10)
    var centres: [Float] = []
    queue.append((0..<50).map(Float.init)) { centres.append($0[1]) }
    queue.finish { centres.append($0[1]) }
    #expect(centres == [0, 10, 20, 30, 40, 0])
  }

  @Test func whatNoFrameReachesNeedNotBeGiven() {
    var queue = FrameQueue(frameLength: 2, hop: 10)
    var centres: [Float] = []
    var skipped = 0
    for start in stride(from: 0, to: 50, by: 2) {
      if queue.skip(2) {
        skipped += 1
      } else {
        queue.append((start..<start + 2).map(Float.init)) { centres.append($0[1]) }
      }
    }
    queue.finish { centres.append($0[1]) }
    #expect(skipped > 0)
    #expect(centres == [0, 10, 20, 30, 40, 0])
  }
}
