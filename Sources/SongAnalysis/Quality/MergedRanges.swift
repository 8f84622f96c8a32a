/// A list of marked stretches in order of time that never grows long.
///
/// Neighbours that are nearer than a gap become one. When the list is full, those two neighbours do
/// that make the shortest stretch: a song that is marked all over gives long stretches of much the
/// same length, each with the number of marks in it.
struct MergedRanges: Sendable {
  /// One stretch, in frames.
  struct Range: Hashable, Sendable {
    /// The first frame of its first mark.
    var start: Int
    /// The frame after its last mark.
    var end: Int
    /// How many marks lie in it.
    var count: Int
    /// How many frames the marks cover.
    var covered: Int
    /// The length of the longest mark, in frames.
    var longest: Int
    /// The highest level of a mark.
    var level: Float

    /// One mark, or several that overlap or follow each other.
    init(start: Int, end: Int, level: Float) {
      (self.start, self.end, self.level) = (start, end, level)
      (count, covered, longest) = (1, end - start, end - start)
    }

    /// Takes another stretch in.
    mutating func merge(_ other: Range) {
      start = min(start, other.start)
      end = max(end, other.end)
      count += other.count
      covered += other.covered
      longest = max(longest, other.longest)
      level = max(level, other.level)
    }
  }

  /// How many stretches there can be: enough for a page, few enough to read.
  static let limit = 32

  /// The stretches, in order of their starts.
  private(set) var ranges: [Range] = []

  /// The frames between two stretches that stay apart, at least.
  private let gap: Int

  /// No stretches, of which neighbours nearer than a gap in frames will be merged.
  init(gap: Int) { self.gap = max(1, gap) }

  /// Adds a stretch that starts no earlier than the last one.
  mutating func append(_ range: Range) {
    if let last = ranges.last, range.start - last.end < gap {
      ranges[ranges.count - 1].merge(range)
      return
    }
    ranges.append(range)
    guard ranges.count > Self.limit else { return }
    func span(_ index: Int) -> Int { ranges[index + 1].end - ranges[index].start }
    let shortest = (0..<(ranges.count - 1)).min { span($0) < span($1) } ?? 0
    ranges[shortest].merge(ranges.remove(at: shortest + 1))
  }
}
