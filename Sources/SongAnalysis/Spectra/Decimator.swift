/// Halves the sample rate again and again.
///
/// Delay is removed: output *m* is the filtered input at sample `m * factor`. What is below 0.38 of
/// the rate that comes out is flat and free of aliases. Only the last filter need be as steep as
/// that asks for: the others have more room.
package struct Decimator {
  private var stages: [HalfBand]

  /// How many samples go in for one that comes out: a power of two.
  package var factor: Int { 1 << stages.count }

  /// A decimator by the largest factor that leaves a rate of at least `lowest`; where that is 1, it
  /// passes everything on unchanged.
  package init(from rate: Double, lowest: Double) {
    precondition(lowest > 0, "no such sample rate: \(lowest)")
    var halvings = 0
    while rate / Double(2 << halvings) >= lowest { halvings += 1 }
    stages = (0..<halvings).map { HalfBand(reach: $0 == halvings - 1 ? 11 : 5) }
  }

  /// What the samples complete.
  package mutating func lowered(_ block: [Float]) -> [Float] {
    var result = block
    for stage in stages.indices { result = stages[stage].halved(result) }
    return result
  }

  /// What is still in the filters.
  package mutating func finish() -> [Float] {
    var rest: [Float] = []
    for stage in stages.indices { rest = stages[stage].halved(rest) + stages[stage].finish() }
    return rest
  }
}
