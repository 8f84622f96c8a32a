import SongAnalysis

/// The index of a batch: a page over many songs, to sort, to filter, and to go on from to each.
package struct BatchIndex {
  private let rows: [BatchRow]
  private let title: String

  /// The index over songs, in the order in which they are shown first.
  package init(_ rows: [BatchRow], title: String = "Songs") {
    self.rows = rows
    self.title = title
  }

  /// The whole page.
  ///
  /// Its script shows a hundred rows at a time, so that thousands of songs stay quick.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite, which no document holds.
  package func html() throws -> String {
    let page = WebPage(
      title: title, template: PackageResources.index_mustache,
      scripts: [
        PackageResources.data_js, PackageResources.histogram_js, PackageResources.table_js,
        PackageResources.index_js,
      ],
      styles: [
        PackageResources.palette_css, PackageResources.page_css, PackageResources.index_css,
      ])
    return try page.html(View(rows, title: title), data: rows)
  }

  /// What `index.mustache` shows besides the table.
  private struct View: Sendable {
    let title: String
    let count: Int
    let figures: [Figure]
    let hasFailures: Bool
    let failures: [Failures]

    init(_ rows: [BatchRow], title: String) {
      self.title = title
      count = rows.count
      let failed = rows.filter { $0.status == "failed" }
      let lengths = rows.compactMap(\.duration)
      let levels = rows.compactMap(\.loudness).sorted()
      figures = [
        Figure(name: "Songs", value: "\(rows.count)", unit: ""),
        Figure(name: "Failed", value: "\(failed.count)", unit: ""),
        Figure(
          name: "Not whole", value: "\(rows.count { $0.status != "ok" } - failed.count)", unit: ""),
        Figure(
          name: "Together", value: (lengths.reduce(0, +) / 3600).typeset(1), unit: "hours"),
        Figure("Median loudness", Self.median(of: levels), "LUFS"),
      ]
      hasFailures = !failed.isEmpty
      failures = Dictionary(grouping: failed) { $0.code ?? "" }.map { code, rows in
        Failures(code: code, count: rows.count, example: rows[0].reason ?? "")
      }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }

    /// The middle of sorted numbers, between two of them where they are even; `nil` of none.
    private static func median(of numbers: [Double]) -> Double? {
      guard !numbers.isEmpty else { return nil }
      return (numbers[(numbers.count - 1) / 2] + numbers[numbers.count / 2]) / 2
    }
  }

  /// The songs that failed for one reason.
  private struct Failures: Sendable {
    let code: String
    let count: Int
    let example: String
  }
}
