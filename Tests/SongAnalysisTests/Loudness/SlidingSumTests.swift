import Testing

@testable import SongAnalysis

@Suite struct SlidingSumTests {
  @Test(arguments: [1, 2, 3, 7, 40])
  func sumIsThatOfTheLastValues(length: Int) {
    var sum = SlidingSum(length: length)
    let values = (0..<200).map { Double(($0 * 7919) % 101) }
    for index in values.indices {
      let expected = values[max(0, index - length + 1)...index].reduce(0, +)
      #expect(sum.append(values[index]) == expected)
    }
  }

  @Test func loudPastLeavesNoTrace() {
    var sum = SlidingSum(length: 5)
    for index in 0..<13 { _ = sum.append(1e300 / Double(index + 1)) }
    var last = 1.0
    for _ in 0..<5 { last = sum.append(0) }
    #expect(last == 0)
  }
}
