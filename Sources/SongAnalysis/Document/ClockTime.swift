extension Double {
  /// A time in seconds as minutes and seconds, with so many decimals: `1:58.93`.
  ///
  /// Rounded, not cut, so that 59.96 is `1:00.0`; hours are minutes. What lies before zero, or is no
  /// number, is zero; what lies beyond a hundred million minutes is that.
  package func clock(decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let ticks = Int((Swift.min(6e9, Swift.max(0, self)) * Double(scale)).rounded())
    let (minutes, rest) = ticks.quotientAndRemainder(dividingBy: 60 * scale)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: scale)
    let whole = "\(minutes):\(seconds < 10 ? "0" : "")\(seconds)"
    guard decimals > 0 else { return whole }
    let digits = String(fraction)
    return whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
