package import RiffusionAPI

extension RiffusionClient {
  /// What the provider says of one song; `nil` where it does not know the song, or cannot be asked for
  /// single ones.
  ///
  /// - Throws: `RiffusionError`, also of code `unknownTask`; `CancellationError`.
  package func song(_ id: String) async throws -> Song? {
    let reference = provider.dialect.job(ofIDs: [id])
    guard case .songs = reference else { return nil }
    let job = Job(provider: provider.name, endpoint: provider.endpoint, reference: reference)
    return try await songs(of: job).first { $0.id == id }
  }
}
