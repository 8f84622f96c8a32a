/// The sum of the products of two runs of numbers.
///
/// In four sums, which fit a vector; the compiler may not part one sum by itself, as that rounds
/// differently.
func scalarProduct(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
) -> Float {
  var (sum0, sum1, sum2, sum3): (Float, Float, Float, Float) = (0, 0, 0, 0)
  var index = 0
  while index &+ 3 < count {
    let (x, y) = (a + index, b + index)
    sum0 += x[0] * y[0]
    sum1 += x[1] * y[1]
    sum2 += x[2] * y[2]
    sum3 += x[3] * y[3]
    index &+= 4
  }
  while index < count {
    sum0 += a[index] * b[index]
    index &+= 1
  }
  return (sum0 + sum2) + (sum1 + sum3)
}

/// The sum of a run of numbers, in four as `scalarProduct`.
func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
  var (sum0, sum1, sum2, sum3): (Float, Float, Float, Float) = (0, 0, 0, 0)
  var index = 0
  while index &+ 3 < count {
    let x = values + index
    sum0 += x[0]
    sum1 += x[1]
    sum2 += x[2]
    sum3 += x[3]
    index &+= 4
  }
  while index < count {
    sum0 += values[index]
    index &+= 1
  }
  return (sum0 + sum2) + (sum1 + sum3)
}
