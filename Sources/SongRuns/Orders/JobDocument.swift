package import RiffusionAPI
import SongLyrics

/// What is published of a job and its songs: the schema `segue.job/1`.
package struct JobDocument: Sendable, Encodable {
  /// The schema's name.
  package let schema = "segue.job/1"
  /// The handle by which the job can be asked for; `nil` where no order was taken.
  package let job: String?
  /// The name of the provider.
  package let provider: String
  /// Where its API is.
  package let endpoint: String
  /// The songs, as far as they are known.
  package let songs: [SongEntry]
  /// Why there is no job, or why it could not be followed to its end.
  package let error: ErrorEntry?

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

  private enum CodingKeys: String, CodingKey { case schema, job, provider, endpoint, songs, error }

  /// Writes the document, with `null` for what is not known.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(job, forKey: .job)
    try container.encode(provider, forKey: .provider)
    try container.encode(endpoint, forKey: .endpoint)
    try container.encode(songs, forKey: .songs)
    try container.encode(error, forKey: .error)
  }

  /// A failure.
  package struct ErrorEntry: Hashable, Sendable, Encodable {
    /// The stable word for it.
    package let code: String
    /// What happened, and what can be done.
    package let message: String
    /// The HTTP status, where there was one.
    package let httpStatus: Int?
    /// The provider's name for the exchange.
    package let traceID: String?
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

    /// Writes the failure, with `null` for what is not known.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(code, forKey: .code)
      try container.encode(message, forKey: .message)
      try container.encode(httpStatus, forKey: .httpStatus)
      try container.encode(traceID, forKey: .traceID)
      try container.encode(inDoubt, forKey: .inDoubt)
    }
  }
}
