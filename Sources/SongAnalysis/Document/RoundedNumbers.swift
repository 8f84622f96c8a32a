extension Double {
  /// The nearest number of so many decimals, as the published documents print it; never a zero with a
  /// sign.
  package func rounded(toDecimals decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    // A sum with zero takes the sign from −0.
    return (self * scale).rounded() / scale + 0
  }
}
