package import RiffusionAPI

/// What the answer to a paid request brought.
package struct PaidAnswer: Hashable, Sendable {
  /// What to wait for.
  package var job: Job?
  /// The id of an upload.
  package var uploadID: String?
  /// Words that were written.
  package var lyrics: String?

  /// An answer that brought one of these.
  package init(job: Job? = nil, uploadID: String? = nil, lyrics: String? = nil) {
    self.job = job
    self.uploadID = uploadID
    self.lyrics = lyrics
  }
}
