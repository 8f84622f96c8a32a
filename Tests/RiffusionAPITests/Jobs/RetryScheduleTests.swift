import RiffusionAPI
import Testing

@Suite struct RetryScheduleTests {
  /// Linear congruential, with the constants of Knuth's MMIX: the same seed gives the same numbers.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
  }

  private func waits(_ generator: some RandomNumberGenerator, count: Int = 8) -> [Duration] {
    Array(
      RetrySchedule(first: .seconds(1), cap: .seconds(8), growth: 2, generator: generator)
        .prefix(count))
  }

  @Test func theSameSeedGivesTheSameWaits() {
    #expect(waits(Dice(state: 7)) == waits(Dice(state: 7)))
    #expect(waits(Dice(state: 7)) != waits(Dice(state: 8)))
  }

  @Test func eachWaitIsInTheUpperHalfOfItsStep() {
    let steps: [Double] = [1, 2, 4, 8, 8, 8, 8, 8]
    for seed in 0..<100 {
      for (wait, step) in zip(waits(Dice(state: UInt64(seed))), steps) {
        #expect(wait >= .seconds(step / 2) && wait <= .seconds(step))
      }
    }
  }

  @Test func itNeverEnds() {
    let waits = waits(Dice(state: 1), count: 10_000)
    #expect(waits.count == 10_000)
    #expect(waits.allSatisfy { $0 > .zero && $0 <= .seconds(8) })
  }

  @Test func withoutGrowthTheStepStays() {
    let schedule = RetrySchedule(
      first: .seconds(3), cap: .seconds(3), growth: 1, generator: Dice(state: 1))
    #expect(schedule.prefix(100).allSatisfy { $0 >= .seconds(1.5) && $0 <= .seconds(3) })
  }
}
