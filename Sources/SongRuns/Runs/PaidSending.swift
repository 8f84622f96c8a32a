package import RiffusionAPI

/// Sends what costs money: written down before, answered after, never twice.
package struct PaidSending: Sendable {
  /// Where it is written down.
  package let library: SongLibrary
  /// Who is asked.
  package let client: RiffusionClient
  /// How many requests the library may pay for within 24 hours; `nil` for any number.
  package let mostPerDay: Int?

  /// Requests that are written into a library.
  package init(library: SongLibrary, client: RiffusionClient, mostPerDay: Int?) {
    self.library = library
    self.client = client
    self.mostPerDay = mostPerDay
  }

  /// Sends one request.
  ///
  /// - Parameters:
  ///   - request: The request, open and not yet in the library.
  ///   - send: Sends it, once, and gives what the answer says.
  ///   - note: What the library is to know of the answer.
  /// - Returns: The request as it stands in the library, and the answer.
  /// - Throws: What `intend` throws before anything is sent; then what `send` throws, after it was
  ///   written down.
  package func send<Answer>(
    _ request: PaidRequest, by send: () async throws -> Answer,
    noting note: (Answer) -> PaidAnswer
  ) async throws -> (request: PaidRequest, answer: Answer) {
    guard client.hasKey else {
      throw RiffusionError(
        code: .authentication, subject: request.purpose.rawValue,
        detail: "there is no key: set SEGUE_API_KEY to the key of \(client.provider.name)")
    }
    try Task.checkCancellation()
    let intent = try library.intend(request, mostPerDay: mostPerDay)
    do {
      let answer = try await send()
      return (try library.acknowledge(intent, with: note(answer)), answer)
    } catch let error as RiffusionError {
      _ = try library.fail(intent, with: error)
      throw error
    } catch let error as CancellationError {
      // Cancelled before anything was sent: the client makes an error of every later moment.
      let unsent = RiffusionError(
        code: .transport, subject: request.purpose.rawValue, detail: "interrupted before it was sent")
      _ = try library.fail(intent, with: unsent)
      throw error
    }
  }
}
