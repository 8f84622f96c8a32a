import RiffusionAPI

/// A request that was not taken, or cannot be sent, which ends its run; what fails later can be
/// tried again.
struct Refusal: Error {
  /// What the provider said, or why it was not asked.
  let error: RiffusionError
}

extension SongRun {
  /// Sends a request, once; one that is not taken ends its run.
  func send<Answer>(
    _ request: PaidRequest, by send: () async throws -> Answer,
    noting note: (Answer) -> PaidAnswer
  ) async throws {
    do {
      try await sending.send(request, by: send, noting: note)
    } catch let error as RiffusionError where !error.mayHaveBeenCharged {
      throw Refusal(error: error)
    }
  }
}
