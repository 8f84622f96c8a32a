import AudioModel
import Testing

@Suite struct TimeRangeTests {
  @Test func theStartBelongsToARangeAndTheEndDoesNot() {
    let range = TimeRange(start: 1, end: 3)
    #expect(range.contains(1) && range.contains(2.999))
    #expect(!range.contains(3) && !range.contains(0.999))
    #expect(range.duration == 2)
  }
}
