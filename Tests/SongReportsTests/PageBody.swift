import Foundation

extension String {
  /// What a page shows, without its style, its data and its script.
  var body: String {
    let start = range(of: "<body>")?.upperBound ?? startIndex
    let end = range(of: "<script type")?.lowerBound ?? endIndex
    return String(self[start..<end])
  }
}
