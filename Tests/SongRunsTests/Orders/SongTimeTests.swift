import SongRuns
import Testing

@Suite struct SongTimeTests {
  @Test(arguments: [
    ("0", 0.0), ("118.932608", 118.932608), ("1:58.932608", 118.932608), ("0:05", 5), ("1:5", 65),
    ("61:01", 3661), ("3600", 3600), ("0.001", 0.001), ("00:00.5", 0.5),
    ("38.16928131842106", 38.16928131842106),
  ])
  func aTimeIsSecondsOrMinutesAndSeconds(text: String, seconds: Double) throws {
    #expect(abs(try #require(SongTime(text)).seconds - seconds) < 1e-9)
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1e3", "0x10", "nan", "inf", ".5", "1,5", "1:60", "1.5:00", "1:2:3", ":5",
    "5:", ":", "1 s", " 1", "1.2.3", "١", "½", "1:-5", String(repeating: "9", count: 400),
    String(repeating: "9", count: 308) + ":00", "1000000001", "99999999999999999999",
  ])
  func anythingElseIsNone(text: String) {
    #expect(SongTime(text) == nil)
    #expect(SongRange("0-\(text)") == nil)
  }

  @Test(arguments: [
    ("38.17-79.5", 38.17, 79.5), ("0:38-1:19.5", 38, 79.5), ("0-1", 0, 1), ("59-1:00", 59, 60),
  ])
  func aRangeIsTwoTimes(text: String, start: Double, end: Double) throws {
    let range = try #require(SongRange(text))
    #expect(range.start == start)
    #expect(range.end == end)
  }

  @Test(arguments: ["", "-", "1", "1-", "-1", "2-1", "1-1", "1-2-3", "1--2", "1–2", "a-b"])
  func whatIsNoStretchIsNone(text: String) {
    #expect(SongRange(text) == nil)
  }
}
