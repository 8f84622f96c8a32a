import SongAnalysis
import Testing

@Suite struct ClockTimeTests {
  @Test(arguments: [
    (0.0, 0, "0:00"), (59.96, 1, "1:00.0"), (59.94, 1, "0:59.9"), (118.932608, 3, "1:58.933"),
    (5.007, 3, "0:05.007"), (3600, 0, "60:00"), (-1, 2, "0:00.00"), (9.5, 0, "0:10"),
    (.nan, 1, "0:00.0"), (1e300, 1, "100000000:00.0"), (-.infinity, 0, "0:00"),
  ])
  func isMinutesAndSeconds(time: Double, decimals: Int, expected: String) {
    #expect(time.clock(decimals: decimals) == expected)
  }
}
