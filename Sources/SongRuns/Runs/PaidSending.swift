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
  /// - Throws: What `intend` throws before anything is sent; then what `send` throws, after it was
  ///   written down; `SongRunError` of code `brokenLibrary` where the answer could not be, which says
  ///   what it was.
  package func send<Answer>(
    _ request: PaidRequest, by send: () async throws -> Answer,
    noting note: (Answer) -> PaidAnswer
  ) async throws {
    guard client.hasKey else {
      throw RiffusionError(
        code: .authentication, subject: request.purpose.rawValue,
        detail: "there is no key: set SEGUE_API_KEY to the key of \(client.provider.name)")
    }
    try Task.checkCancellation()
    let intent = try library.intend(request, mostPerDay: mostPerDay)
    do {
      try acknowledge(intent, with: note(try await send()))
    } catch let error as RiffusionError {
      // Where it cannot be written down the request stays in doubt, and the provider's words count.
      _ = try? library.fail(intent, with: error)
      throw error
    } catch let error as CancellationError {
      // Cancelled before anything was sent: the client makes an error of every later moment.
      let unsent = RiffusionError(
        code: .transport, subject: request.purpose.rawValue,
        detail: "interrupted before it was sent")
      _ = try? library.fail(intent, with: unsent)
      throw error
    }
  }

  /// Writes an answer down, or tells it where it cannot be.
  private func acknowledge(
    _ intent: PaidRequest, with answer: PaidAnswer
  ) throws(SongRunError) {
    do {
      _ = try library.acknowledge(intent, with: answer)
    } catch {
      let name = answer.job.map { JobHandle($0).description } ?? answer.uploadID
      let advice =
        name.map { "; once it can be written, say segue resume \(intent.run) --adopt \($0)" }
        ?? answer.lyrics.map { ":\n\($0)" } ?? ""
      throw SongRunError(
        code: error.code, subject: error.subject,
        detail: error.detail + "; the provider took the request all the same" + advice)
    }
  }
}
