extension SIMD4<Float> {
  /// Four numbers from anywhere in a run of them, without regard to alignment.
  @inline(__always)
  init(at first: UnsafePointer<Float>) {
    self = UnsafeRawPointer(first).loadUnaligned(as: Self.self)
  }

  /// The lanes without their signs.
  @inline(__always)
  var sizes: Self {
    unsafeBitCast(unsafeBitCast(self, to: SIMD4<UInt32>.self) & 0x7fff_ffff, to: Self.self)
  }

  /// The largest of the lanes; one that is not a number is passed over or is the result.
  ///
  /// The standard library's `max` branches lane by lane, which on samples is mispredicted.
  @inline(__always)
  var largest: Float {
    var two = lowHalf
    two.replace(with: highHalf, where: highHalf .> two)
    let swapped = SIMD2(two.y, two.x)
    two.replace(with: swapped, where: swapped .> two)
    return two.x
  }
}

extension SIMD16<Float> {
  /// Sixteen numbers from anywhere in a run of them, without regard to alignment.
  @inline(__always)
  init(at first: UnsafePointer<Float>) {
    self = UnsafeRawPointer(first).loadUnaligned(as: Self.self)
  }
}
