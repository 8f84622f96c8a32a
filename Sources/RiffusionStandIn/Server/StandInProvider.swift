import Foundation
import Hummingbird
import NIOCore
package import Logging

/// A provider of its own: a server on the loopback interface that speaks the dialects of the
/// Riffusion-type music API and renders real audio.
///
/// It takes requests as strictly as a provider, lets jobs take their time, and returns two songs
/// whose sections are those of the lyrics. An extend keeps its source up to the crop, to the sample,
/// and goes on in tempo and key; an inpaint replaces its range and nothing else. What shall go wrong
/// is said by a `FaultPlan`, and what was charged stands in the `Ledger`. Nothing is ever fetched
/// from anywhere.
///
///     try await StandInProvider(pace: .zero, length: .brief).withServer { server in
///       // ... requests to server.baseURL ...
///       #expect(server.ledger.charges.count == 1)
///     }
package struct StandInProvider: Sendable {
  /// The port to listen on; 0 takes any free one.
  package var port: Int
  /// The only dialect that is spoken; `nil` speaks all, each under its paths: openai-hk rather than
  /// yutoai, and musicapi rather than sunoapi, where the paths are the same.
  package var dialect: StandInDialect?
  /// What goes wrong.
  package var faults: FaultPlan
  /// The only key that is accepted; `nil` accepts any that is not empty.
  package var key: String?
  /// How long a job takes, at least: rendering may take longer.
  package var pace: Duration
  /// How long songs are.
  package var length: SongLength
  /// How the times of words are told; `nil` tells none in A and D, and `timestamp` in B.
  package var wordTimes: WordTimes?
  /// Whether dialect B answers an upload with a task rather than with the clip's id.
  package var uploadsAreTasks: Bool
  /// How many credits there are to spend.
  package var credits: Int
  /// Where audio is kept and found again by the next server, of the same build; `nil` for a
  /// temporary folder that goes away with the server.
  package var folder: String?
  /// Where a line for each request goes.
  package var logger: Logger
  /// The time by which jobs go on.
  package var now: @Sendable () -> ContinuousClock.Instant = { .now }

  /// A provider that is well, on a free port; silent but for what `logger` is told.
  package init(
    port: Int = 0, dialect: StandInDialect? = nil, faults: FaultPlan = FaultPlan(),
    key: String? = nil, pace: Duration = .seconds(6), length: SongLength = .whole,
    wordTimes: WordTimes? = nil, uploadsAreTasks: Bool = false, credits: Int = 1_000_000,
    folder: String? = nil,
    logger: Logger = Logger(label: "stand-in") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.port = port
    self.dialect = dialect
    self.faults = faults
    self.key = key
    self.pace = pace
    self.length = length
    self.wordTimes = wordTimes
    self.uploadsAreTasks = uploadsAreTasks
    self.credits = credits
    self.folder = folder
    self.logger = logger
  }

  /// Listens while a body runs, and has stopped when this returns.
  ///
  /// - Throws: What the body throws; `ListenError` when the port is taken.
  package func withServer<Result: Sendable>(
    _ body: @escaping @Sendable (StandInServer) async throws -> Result
  ) async throws -> Result {
    let audio =
      folder
      ?? FileManager.default.temporaryDirectory
      .appendingPathComponent("segue-stand-in-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: audio, withIntermediateDirectories: true)
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: audio) } }

    let ledger = Ledger(credits: credits)
    let studio = Studio(folder: audio, length: length)
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    let server = Application(
      router: router(ledger: ledger, studio: studio),
      configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { bound.yield(port) }
      },
      logger: Logger(label: "hummingbird") { _ in SwiftLogNoOpLogHandler() })

    return try await withThrowingTaskGroup(of: Result?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        defer { bound.finish() }
        do {
          try await server.run()
        } catch let error as IOError {
          throw ListenError(port: port, reason: String(cString: strerror(error.errnoCode)))
        }
        throw CancellationError()
      }
      group.addTask {
        await studio.work()
        return nil
      }
      group.addTask {
        for await port in ports {
          return try await body(
            StandInServer(baseURL: "http://127.0.0.1:\(port)", ledger: ledger))
        }
        // Why it does not listen is said by the server.
        return nil
      }
      while let ended = try await group.next() {
        if let result = ended { return result }
      }
      throw CancellationError()
    }
  }

  private func router(ledger: Ledger, studio: Studio) -> Router<StandInContext> {
    let book = JobBook(ledger: ledger, studio: studio, pace: pace, length: length, now: now)
    let desk = FrontDesk(
      book: book, ledger: ledger, faults: FaultCounter(faults), key: key, wordTimes: wordTimes)
    let router = Router(context: StandInContext.self)
    router.add(middleware: RequestBook(ledger: ledger, logger: logger))
    MediaRoutes(desk: desk).add(to: router)
    let dialects = dialect.map { [$0] } ?? [.openAIHK, .musicapi, .producer]
    for dialect in dialects {
      switch dialect {
      case .openAIHK, .yutoai: MorphRoutes(desk: desk, dialect: dialect).add(to: router)
      case .musicapi, .sunoapi, .producer:
        TaskRoutes(desk: desk, dialect: dialect, uploadsAreTasks: uploadsAreTasks).add(to: router)
      }
    }
    if let account = dialects.first(where: { ![.openAIHK, .yutoai].contains($0) }) {
      TaskRoutes(desk: desk, dialect: account, uploadsAreTasks: uploadsAreTasks)
        .addAccount(to: router)
    }
    return router
  }
}

/// A stand-in that listens.
package struct StandInServer: Sendable {
  /// Its address, without a slash at the end: `http://127.0.0.1:PORT`.
  package let baseURL: String
  /// What it was asked and has charged.
  package let ledger: Ledger
}
