package import RiffusionAPI
package import SongAnalysis
import SongLyrics

/// What is published of a job and its songs: the schema `segue.job/1`.
///
/// Names are stable and carry their units; `null` means "not known".
package struct JobDocument: Sendable, Encodable {
  /// The schema's name.
  package let schema = "segue.job/1"
  /// The handle by which the job can be asked for; `nil` where no order was taken.
  @NullWhenNil package var job: String?
  /// The name of the provider.
  package let provider: String
  /// Where its API is.
  package let endpoint: String
  /// The songs, as far as they are known.
  package let songs: [SongEntry]
  /// Why there is no job, or why it could not be followed to its end.
  @NullWhenNil package var error: ErrorEntry?

  /// What became of a job.
  package init(
    job: Job?, provider: Provider, songs: [DeliveredSong] = [], error: RiffusionError? = nil
  ) {
    self.job = job.map { JobHandle($0).description }
    self.provider = provider.name
    endpoint = provider.endpoint.description
    self.songs = songs.map(SongEntry.init)
    self.error = error.map(ErrorEntry.init)
  }

  /// A failure.
  package struct ErrorEntry: Hashable, Sendable, Codable {
    /// The stable word for it.
    package let code: String
    /// What happened, and what can be done.
    package let message: String
    /// The HTTP status, where there was one.
    @NullWhenNil package var httpStatus: Int?
    /// The provider's name for the exchange.
    @NullWhenNil package var traceID: String?
    /// Whether the order may have been charged though there is no job.
    package let inDoubt: Bool

    /// The failure of a request.
    package init(_ error: RiffusionError) {
      code = error.code.description
      message = "\(error.subject): \(error.message)"
      httpStatus = error.status
      traceID = error.traceID
      inDoubt = error.mayHaveBeenCharged
    }

    private enum CodingKeys: String, CodingKey {
      case code, message
      case httpStatus = "http_status"
      case traceID = "trace_id"
      case inDoubt = "in_doubt"
    }
  }
}
