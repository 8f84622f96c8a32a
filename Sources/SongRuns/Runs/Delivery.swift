import AudioDecoding
import Foundation
import RiffusionAPI
import SongAnalysis
import Synchronization

/// Brings the songs of an order that was taken, compares them with their source, and keeps the best.
struct Delivery: Sendable {
  private let run: LibraryRun
  private let request: PaidRequest
  private let owner: SongRun

  /// The delivery of a request that was acknowledged, in its run.
  init(run: LibraryRun, request: PaidRequest, of owner: SongRun) {
    self.run = run
    self.request = request
    self.owner = owner
  }

  /// Does it, and writes down which song was kept.
  ///
  /// - Throws: `SongRunError` of code `noUsableSong` where none came, `brokenSeam` where none goes on
  ///   from its source; `RiffusionError` where the provider could not be asked, or no song could be
  ///   fetched for now.
  func settle() async throws {
    var (songs, error) = try await delivered()
    if let error { throw error }
    songs = try await checked(songs)
    let ranked = try await CandidateRanking(of: songs, heard: owner.audio).best
    try passOver(songs.filter { !$0.state.isFinal }, for: ranked)
    guard let best = ranked else {
      throw SongRunError(
        code: .noUsableSong, subject: "run \(run.id ?? 0)",
        detail: songs.map { "\($0.id): \($0.problem ?? "it cannot be heard")" }
          .joined(separator: "; ") + advice(on: songs))
    }
    let broken = best.brokenSeam(in: run)
    try owner.library.choose(best, of: request, stoppingBecause: broken?.description)
    if let broken { throw broken }
    if request.choice != nil { owner.report(.kept(best)) }
  }

  /// Goes on from the best song without those that were still under way when the time was over, which
  /// seldom ever come.
  ///
  /// - Throws: `RiffusionError` of code `deadline` where there is none to go on from, so that they are
  ///   waited for again.
  private func passOver(
    _ underWay: [LibrarySong], for best: LibrarySong?
  ) throws(RiffusionError) {
    guard !underWay.isEmpty else { return }
    let ids = underWay.map(\.id).joined(separator: ", ")
    guard let best, best.brokenSeam(in: run) == nil else {
      throw RiffusionError(
        code: .deadline, subject: "run \(run.id ?? 0)",
        detail: "\(ids): still under way; go on with segue resume \(run.id ?? 0)")
    }
    owner.report(
      .notice(
        "\(ids): still under way, and not waited for; segue fetch \(request.job ?? "") tries "
          + "again"))
  }

  /// The songs as they are written down, and why waiting ended early.
  ///
  /// Those that a process brought before this one are not fetched again; where that is all of them,
  /// the provider, which may have forgotten the job, is not even asked.
  private func delivered() async throws -> (songs: [LibrarySong], error: (any Error)?) {
    guard let handle = request.handle else {
      throw SongRunError(
        code: .brokenLibrary, subject: "request \(request.id ?? 0)",
        detail: "its job \(request.job ?? "") cannot be read")
    }
    let job = Job(
      provider: handle.provider, endpoint: owner.client.provider.endpoint,
      reference: handle.reference)
    var files: [String: DeliveredSong.File] = [:]
    var known: [String: LibrarySong] = [:]
    for song in try owner.library.songs(of: request) where song.state == .succeeded {
      guard let file = try? song.wholeFile() else { continue }
      (files[song.id], known[song.id]) = (file, song)
    }
    if case .songs(let ids) = job.reference, ids.allSatisfy(known.keys.contains) {
      return (ids.compactMap { known[$0] }, nil)
    }
    let written = Mutex(known)
    let delivery = SongDelivery(
      client: owner.client, folder: URL(filePath: run.plan.folder, directoryHint: .isDirectory),
      files: files)
    let outcome = try await delivery.deliver(job) { event in
      // Each song is written down as it comes; what fails here fails again when all are there.
      if case .delivered(let song) = event { _ = try? self.written(song, in: written) }
      owner.report(.order(event))
    }
    let songs = try outcome.songs.map { try self.written($0, in: written) }
    return (songs, outcome.error?.endingWait(inRun: run.id ?? 0) ?? failure(of: outcome))
  }

  /// Why no song could be fetched for now, where each may come another time; where others came, how
  /// one that did not can be had is told.
  private func failure(of outcome: SongDelivery.Outcome) -> RiffusionError? {
    let failed = outcome.songs.filter { $0.error?.mayPass == true }
    guard outcome.songs.contains(where: { $0.file != nil }) else {
      return failed.first.flatMap { song in
        song.error.map { error in
          let elsewhere =
            error.code == .cannotWrite ? ", or with --output where songs can be written" : ""
          return RiffusionError(
            code: error.code, subject: "run \(run.id ?? 0)",
            detail:
              "\(song.song.id) could not be fetched: \(error.detail); go on with segue resume "
              + "\(run.id ?? 0)\(elsewhere)")
        }
      }
    }
    for song in failed {
      owner.report(
        .notice("\(song.song.id) is not there; segue fetch \(request.job ?? "") tries again"))
    }
    return nil
  }

  /// What the user can do for songs that the provider has and this machine has not.
  private func advice(on songs: [LibrarySong]) -> String {
    songs.contains { $0.state == .succeeded && $0.present == nil }
      ? "; segue resume \(run.id ?? 0) asks for them once more" : ""
  }

  /// A song as it is written down, once; what the user says of it after that stays.
  private func written(
    _ delivered: DeliveredSong, in written: borrowing Mutex<[String: LibrarySong]>
  ) throws -> LibrarySong {
    let id = delivered.song.id
    if let song = written.withLock({ $0[id] }) { return song }
    let song = try owner.library.take(delivered, of: request, at: owner.client.provider)
    written.withLock { $0[id] = song }
    return song
  }

  /// The songs with what comparing them with their source gave, where both can be heard.
  private func checked(_ songs: [LibrarySong]) async throws -> [LibrarySong] {
    guard let kept = request.choice?.kept, let key = request.source,
      let source = try owner.library.song(key)?.present
    else { return songs }
    var checked: [LibrarySong] = []
    for song in songs {
      var song = song
      if let result = song.present, song.decodeStatus != nil, song.seam == nil {
        owner.report(.checking(song))
        do {
          let seam = try await SeamCheck(kept: kept).report(source: source, result: result)
          song = try owner.library.change(song, as: .checked) { $0.seam = seam }
          owner.report(.checked(song, seam))
        } catch let error as AudioFileError {
          owner.report(.notice("\(song.id): it cannot be compared with its source (\(error))"))
        }
      }
      checked.append(song)
    }
    return checked
  }
}

extension RiffusionError {
  /// What waiting for a job ends with: the end of its run where the provider has given the job up;
  /// else the same failure, with how to go on with the run, which stays open.
  func endingWait(inRun id: Int64) -> any Error {
    if [.generationFailed, .moderation].contains(code) {
      return SongRunError(code: .noUsableSong, subject: subject, detail: message)
    }
    return RiffusionError(
      code: code, subject: subject,
      detail: "\(detail); nothing is lost: segue resume \(id) goes on",
      status: status, providerWords: providerWords, traceID: traceID, retryAfter: retryAfter)
  }

  /// Whether what kept a song from being fetched may be gone another time: a disk is full, a line is
  /// down.
  fileprivate var mayPass: Bool {
    [.transport, .deadline, .server, .rateLimited, .cannotWrite].contains(code)
  }
}

extension RunChoice {
  /// What of the source is to be found in the result.
  var kept: Kept? {
    if let cropEndAt { return .before(cropEndAt) }
    guard let replaceStartAt, let replaceEndAt else { return nil }
    return .outside(start: replaceStartAt, end: replaceEndAt)
  }
}
