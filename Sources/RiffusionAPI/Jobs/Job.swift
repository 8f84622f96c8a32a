/// Work that a provider has accepted: where it is done, and by which ids it is asked for.
///
/// A job is polled at the provider and the API that it was sent to, or not at all.
public struct Job: Hashable, Sendable {
  /// By what a provider knows the work.
  public enum Reference: Hashable, Sendable {
    /// One id for each song to be made.
    case songs([String])
    /// One id for the task, which will list its songs.
    case task(String)
    /// One id for the task of taking in an upload.
    case upload(String)
  }

  /// The name of the provider.
  public let provider: String

  /// The address of its API.
  public let endpoint: APIEndpoint

  /// By what the provider knows the work.
  public let reference: Reference

  /// A job at a provider.
  public init(provider: String, endpoint: APIEndpoint, reference: Reference) {
    self.provider = provider
    self.endpoint = endpoint
    self.reference = reference
  }

  /// The songs of the job that are not among those which the provider told, as a failure.
  ///
  /// - Returns: `nil` where it told all of them, and for a task, whose songs only the provider names.
  package func unknown(among told: [Song]) -> RiffusionError? {
    guard case .songs(let ids) = reference else { return nil }
    return RiffusionError(unknown: ids.filter { id in !told.contains { $0.id == id } })
  }
}
