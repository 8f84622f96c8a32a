extension [Float] {
  /// Distances from a mean, in standard deviations.
  ///
  /// - Parameters:
  ///   - population: Whose mean and deviation; without it, those of the values.
  ///   - leastDeviation: What a smaller deviation counts as, so that differences of no meaning stay
  ///     small.
  ///   - limits: Where distances are held.
  /// - Returns: As many distances; zeros for values that are all the same and their own population.
  func standardized(
    by population: [Float]? = nil, leastDeviation: Float = 0,
    within limits: ClosedRange<Float> = -Float.infinity...Float.infinity
  ) -> [Float] {
    let population = population ?? self
    let mean = population.mean
    let deviation = Swift.max(leastDeviation, population.standardDeviation + 1e-9)
    return map { value in
      Swift.min(limits.upperBound, Swift.max(limits.lowerBound, (value - mean) / deviation))
    }
  }

  /// The values over their standard deviation, from the same zero.
  var overDeviation: [Float] {
    let deviation = standardDeviation + 1e-9
    return map { $0 / deviation }
  }
}
