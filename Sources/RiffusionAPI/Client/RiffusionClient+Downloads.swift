public import Foundation

extension RiffusionClient {
  /// Fetches the audio of a finished song into a folder.
  ///
  /// The file appears when it is whole, named by its SHA-256 and what it is. The key does not go
  /// along; the host must be a public one, or this machine where the API itself is on it.
  ///
  /// - Parameters:
  ///   - song: A song whose state is `succeeded`.
  ///   - folder: Where the file will be; made if it is missing.
  ///   - rules: The limits.
  ///   - progress: Told how far it is; finished on every path.
  /// - Returns: The file, whole and verified.
  /// - Throws: `RiffusionError`: `expired` where the address is no longer good, `notAudio`,
  ///   `tooLarge`, `refusedAddress`, `transport` or `server` where trying again did not help;
  ///   `CancellationError`. What was fetched so far is removed.
  public func download(
    _ song: Song, into folder: URL, rules: DownloadRules = DownloadRules(),
    reporting progress: AsyncStream<DownloadProgress>.Continuation? = nil
  ) async throws -> DownloadedAudio {
    defer { progress?.finish() }
    if let error = song.error { throw error }
    guard song.state == .succeeded, let url = song.audioURL else {
      throw RiffusionError(
        code: .unreadableAnswer, subject: song.id,
        detail: song.state == .succeeded
          ? "the provider gives no address for its audio" : "the song is not done yet")
    }
    guard let address = AudioAddress(url) else {
      throw RiffusionError(
        code: .refusedAddress, subject: song.id,
        detail: "the address of its audio is no plain http address")
    }
    let download = AudioDownload(
      address: address, transport: transport,
      reach: provider.endpoint.isLoopback ? .publicAndLoopback : .publicOnly, rules: rules,
      time: time)
    return try await download.run(into: folder, reporting: progress)
  }
}
