import AudioModel
import Foundation
import Synchronization

/// A task of one request: the songs that it makes.
struct Job: Sendable {
  /// The id of the task.
  let id: String
  /// What it was asked for.
  let operation: PaidOperation
  /// When it was taken.
  let start: ContinuousClock.Instant
  /// Its songs; one alone for an upload.
  let songs: [Song]
}

/// Every job that was taken and every song that is known, for as long as the server lives.
final class JobBook: Sendable {
  private struct Entries {
    var jobs: [String: Job] = [:]
    var songs: [String: Song] = [:]
  }

  private let ledger: Ledger
  private let studio: Studio
  private let pace: Duration
  private let length: SongLength
  private let now: @Sendable () -> ContinuousClock.Instant
  private let entries = Mutex(Entries())

  /// A book without entries.
  ///
  /// - Parameters:
  ///   - ledger: Where charges are written.
  ///   - studio: Who renders.
  ///   - pace: How long a job takes, at least.
  ///   - length: How long songs are to be.
  ///   - now: The time.
  init(
    ledger: Ledger, studio: Studio, pace: Duration, length: SongLength,
    now: @escaping @Sendable () -> ContinuousClock.Instant
  ) {
    self.ledger = ledger
    self.studio = studio
    self.pace = pace
    self.length = length
    self.now = now
  }

  /// Takes an order: charges it, writes it down and sends it to be rendered.
  ///
  /// - Parameters:
  ///   - order: What to make.
  ///   - request: What it came in.
  ///   - credits: What it costs.
  ///   - fault: What is to go wrong with the songs.
  /// - Returns: The job, whose songs are known from now on.
  /// - Throws: `Refusal` when there are too few credits.
  func take(
    _ order: SongOrder, from request: PaidRequest, credits: Int, fault: Fault?
  ) throws(Refusal) -> Job {
    let seed = length.seed(for: request.body)
    let jobID = Self.newID()
    let songs = (0..<2).map { index in
      Song(
        id: Self.newID(), jobID: jobID, index: index, isUpload: false, title: order.title,
        lyrics: order.lyrics, style: order.style, model: order.model,
        recipe: order.recipe(ofSong: index, seed: seed, length: length), createdAt: Date(),
        ending: fault?.ending(ofSong: index))
    }
    let kept = fault == .oneSong ? Array(songs.prefix(1)) : songs
    return try enter(kept, for: order.operation, from: request, credits: credits)
  }

  /// Takes an upload.
  ///
  /// Nothing is fetched, from no one: an address of a song of this server's own gives that song, and
  /// any other one a song that is rendered in its place, the same for the same address.
  func takeUpload(
    of address: String, from request: PaidRequest, credits: Int
  ) throws(Refusal) -> Job {
    let known = entries.withLock { entries in
      MediaRoutes.songID(in: address).flatMap { entries.songs[$0] }
    }
    let words = InventedLyrics(about: "the song that you know").text
    let performance = Performance(
      lyrics: length.lyrics(words), style: length.style("pop"),
      seed: length.seed(for: address.utf8), continues: length == .brief)
    let jobID = Self.newID()
    let song = Song(
      id: Self.newID(), jobID: jobID, index: 0, isUpload: true, title: known?.title ?? "Upload",
      lyrics: known?.lyrics ?? words, style: known?.style ?? "pop", model: "",
      recipe: known?.recipe ?? .whole(performance), createdAt: Date(), ending: nil)
    return try enter([song], for: .upload, from: request, credits: credits)
  }

  private func enter(
    _ songs: [Song], for operation: PaidOperation, from request: PaidRequest, credits: Int
  ) throws(Refusal) -> Job {
    let job = Job(id: songs[0].jobID, operation: operation, start: now(), songs: songs)
    try ledger.charge(
      Charge(
        operation: operation, path: request.path,
        body: String(decoding: request.body, as: UTF8.self), credits: credits, jobID: job.id,
        songIDs: songs.map(\.id)))
    entries.withLock { entries in
      entries.jobs[job.id] = job
      for song in songs { entries.songs[song.id] = song }
    }
    for song in songs where song.ending == nil { studio.order(song.recipe) }
    return job
  }

  /// A song by its id.
  func song(_ id: String) -> Song? { entries.withLock { $0.songs[id] } }

  /// A job by its id.
  func job(_ id: String) -> Job? { entries.withLock { $0.jobs[id] } }

  /// Where a song stands.
  ///
  /// The first song of a job is done after four fifths of its time, the last one at its end; and
  /// none before it is rendered.
  func state(of song: Song) -> SongState {
    guard let job = job(song.jobID) else { return .failed("its task is gone") }
    let share = song.index == 0 && job.songs.count > 1 ? 0.8 : 1
    let needed = song.isUpload ? Duration.zero : pace * share
    let elapsed = now() - job.start
    let part = needed > .zero ? elapsed / needed : 1
    if part < 0.1 { return .queued }
    let percent = min(99, Int(part * 100))
    switch song.ending {
    case .stalled: return .running(percent: percent)
    case .failed where part >= 1: return .failed("The generation failed.")
    case .flagged where part >= 1: return .flagged
    case .failed, .flagged: return .running(percent: percent)
    case nil: break
    }
    guard part >= 1 else { return .running(percent: percent) }
    return switch studio.progress(of: song.recipe) {
    case .waiting: .running(percent: 99)
    case .ready: .succeeded
    case .failed(let reason): .failed(reason)
    }
  }

  /// The file of a song that has succeeded.
  func file(of song: Song) -> (path: String, size: Int)? {
    guard state(of: song) == .succeeded,
      case .ready(let path, let size) = studio.progress(of: song.recipe)
    else { return nil }
    return (path, size)
  }

  private static func newID() -> String { UUID().uuidString.lowercased() }
}
