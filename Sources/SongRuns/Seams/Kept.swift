/// What a request asked to be kept of its source.
package enum Kept: Hashable, Sendable {
  /// All before a time in seconds: an extend with this `crop_end_at`.
  case before(Double)
  /// All outside a range in seconds: an inpaint with this `replace_start_at` and `replace_end_at`.
  case outside(start: Double, end: Double)

  /// Where the kept start of the source ends, in seconds.
  var prefixEnd: Double {
    switch self {
    case .before(let time): time
    case .outside(let start, _): start
    }
  }

  /// Where the kept end of the source begins, in seconds; `nil` where none is kept.
  var suffixStart: Double? {
    switch self {
    case .before: nil
    case .outside(_, let end): end
    }
  }
}
