/// What part of a song is to be made anew.
package struct InpaintPlan: Codable, Hashable, Sendable {
  /// The section as the user wrote it, or `auto`; `nil` where the range is given.
  package var section: String?
  /// The range in seconds, where the user gave it.
  package var range: SongRange?

  /// A plan for a section, or a range.
  package init(section: String? = nil, range: SongRange? = nil) {
    self.section = section
    self.range = range
  }
}
