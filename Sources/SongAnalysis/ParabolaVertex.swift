extension Array where Element: BinaryFloatingPoint {
  /// How far from the place of a maximum the top of the parabola through it lies, in places.
  ///
  /// 0 at either end, and where the three values make no hill.
  package func vertex(at top: Int) -> Double {
    guard top > 0, top + 1 < count else { return 0 }
    let (left, right) = (self[top - 1], self[top + 1])
    let bend = left - 2 * self[top] + right
    return bend < 0 ? Double((left - right) / 2 / bend) : 0
  }
}
