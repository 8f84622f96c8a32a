/// The sum of the products of two runs of numbers.
///
/// In eight sums, as the compiler must not part a single one by itself: each step of that would wait
/// for the one before. They are vectors by their type, because the same in single numbers becomes
/// vectors or not as the surroundings are.
func scalarProduct(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
) -> Float {
  var (even, odd) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
  var index = 0
  while index &+ 7 < count {
    even += SIMD4<Float>(at: a + index) * SIMD4<Float>(at: b + index)
    odd += SIMD4<Float>(at: a + index + 4) * SIMD4<Float>(at: b + index + 4)
    index &+= 8
  }
  var sum = (even + odd).sum()
  while index < count {
    sum += a[index] * b[index]
    index &+= 1
  }
  return sum
}

/// The sums of the products of one run of numbers with each of two others.
///
/// Each as `scalarProduct` gives it, in little more time than one of them takes.
func scalarProducts(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>, count: Int
) -> (Float, Float) {
  var (evenB, oddB) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
  var (evenC, oddC) = (evenB, oddB)
  var index = 0
  while index &+ 7 < count {
    let (even, odd) = (SIMD4<Float>(at: a + index), SIMD4<Float>(at: a + index + 4))
    evenB += even * SIMD4<Float>(at: b + index)
    oddB += odd * SIMD4<Float>(at: b + index + 4)
    evenC += even * SIMD4<Float>(at: c + index)
    oddC += odd * SIMD4<Float>(at: c + index + 4)
    index &+= 8
  }
  var (sumB, sumC) = ((evenB + oddB).sum(), (evenC + oddC).sum())
  while index < count {
    sumB += a[index] * b[index]
    sumC += a[index] * c[index]
    index &+= 1
  }
  return (sumB, sumC)
}

/// The sum of a run of numbers, in eight sums for the reason of `scalarProduct`.
func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
  var (even, odd) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
  var index = 0
  while index &+ 7 < count {
    even += SIMD4<Float>(at: values + index)
    odd += SIMD4<Float>(at: values + index + 4)
    index &+= 8
  }
  var sum = (even + odd).sum()
  while index < count {
    sum += values[index]
    index &+= 1
  }
  return sum
}
