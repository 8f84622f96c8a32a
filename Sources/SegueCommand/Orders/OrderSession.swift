import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// One command's dealings with a provider: orders are placed, songs brought, results printed.
struct OrderSession {
  /// Who is asked.
  let client: RiffusionClient
  /// Where results and failures are told.
  let console: Console
  /// How many requests may be paid for within 24 hours; `nil` for any number.
  let mostRequestsPerDay: Int?
  /// Where songs go, and how results are printed.
  let delivery: DeliveryOptions

  /// Whether results are printed for a person.
  var isText: Bool { delivery.format == .text }

  /// Does work in a session, and ends the process with the status that it gives.
  ///
  /// - Parameters:
  ///   - provider: The options that name the provider.
  ///   - delivery: Where songs go, and how results are printed.
  ///   - name: The provider that a job names; the selected one when `nil`.
  ///   - wholeSeconds: Whether a crop is sent in whole seconds.
  ///   - work: What is done; failures that it throws are told and decide the status.
  /// - Throws: `ExitCode` for every status but 0.
  static func run(
    _ provider: ProviderOptions, delivery: DeliveryOptions, as name: String? = nil,
    wholeSeconds: Bool = false,
    _ work: @escaping @Sendable (OrderSession) async throws -> ExitCode
  ) async throws {
    let code = try await interruptibly { () -> ExitCode in
      let console = Console(isQuiet: provider.quiet)
      do {
        let configuration = try await provider.configuration(wholeSeconds: wholeSeconds)
        let account = try configuration.account(for: name ?? configuration.selected)
        return try await HTTPTransport.withTransport { transport in
          try await work(
            OrderSession(
              client: RiffusionClient(
                provider: account.provider, key: account.key, transport: transport),
              console: console, mostRequestsPerDay: configuration.mostRequestsPerDay,
              delivery: delivery))
        }
      } catch {
        try Task.checkCancellation()
        console.note(error)
        return ExitCode(error)
      }
    }
    if code != .success { throw code }
  }

  /// Waits for the songs of a job that the user names, brings and prints them.
  func bring(_ job: Job) async throws -> (document: JobDocument?, code: ExitCode) {
    try ResultFolder.make(delivery.folder.path)
    let songs = SongDelivery(client: client, folder: delivery.folder, isNew: false)
    let outcome = try await watching { try await songs.deliver(job, reporting: $0) }
    if delivery.format == .text {
      for path in outcome.songs.compactMap(\.file?.path) { try console.write(path + "\n") }
    }
    if let error = outcome.error { console.note(error) }
    let codes = outcome.songs.map { song -> ExitCode in
      if let error = song.error ?? song.song.error { return ExitCode(error) }
      return song.file == nil ? .failure : .success
    }
    for song in outcome.songs where song.file == nil && song.error == nil && song.song.error == nil
    {
      console.note(
        "\(song.song.id): still under way; ask again with: segue fetch \(JobHandle(job))")
    }
    let code = outcome.error.map { codes.isEmpty ? ExitCode($0) : .failure } ?? ExitCode(all: codes)
    return (
      JobDocument(
        job: job, provider: client.provider, songs: outcome.songs, error: outcome.error), code
    )
  }

  /// Prints documents as JSON, where that is asked for: one alone, or an array.
  func print(_ documents: [some Encodable], isSingle: Bool) throws {
    guard delivery.format == .json, !documents.isEmpty else { return }
    if isSingle {
      try console.write(json: documents[0])
    } else {
      try console.write(json: documents)
    }
  }

  /// Prints one document as JSON, where that is asked for.
  func print(_ document: some Encodable) throws {
    if delivery.format == .json { try console.write(json: document) }
  }

  /// Prints the requests that would be sent.
  ///
  /// - Returns: The status 64 where something is missing.
  func print(_ drafts: [RequestDraft]) throws -> ExitCode {
    for draft in drafts { draft.warnings.forEach(console.note) }
    let missing = drafts.flatMap(\.missing)
    if !missing.isEmpty {
      console.note("incomplete: \(missing.joined(separator: ", ")): it could not be sent like this")
    }
    try print(drafts, isSingle: drafts.count == 1)
    if isText {
      try console.write(
        drafts.map { try RequestText($0, endpoint: client.provider.endpoint).text }
          .joined(separator: "\n"))
    }
    return missing.isEmpty ? .success : .validationFailure
  }

  /// Does work and shows what it reports, as it comes.
  private func watching<Success: Sendable>(
    _ work: @escaping @Sendable (@escaping @Sendable (OrderEvent) -> Void) async throws -> Success
  ) async throws -> Success {
    let (events, continuation) = AsyncStream.makeStream(of: OrderEvent.self)
    async let success = {
      defer { continuation.finish() }
      return try await work { continuation.yield($0) }
    }()
    var progress = OrderProgress(console: console)
    for await event in events { progress.show(event) }
    progress.finish()
    return try await success
  }
}
