import AudioDecoding
import AudioModel
package import Foundation
package import RiffusionAPI
import SongAnalysis

/// Waits for a job and brings each of its songs into a folder, as soon as that song is done.
package struct SongDelivery: Sendable {
  /// Who is asked.
  package let client: RiffusionClient
  /// Where the files will be, as `Title [id].ext`.
  package let folder: URL
  /// The files of songs that need not be fetched, by the songs' ids.
  package let files: [String: DeliveredSong.File]
  /// Whether the provider has just accepted the jobs, and may not know them for a while.
  package let isNew: Bool

  /// A delivery into a folder, which is made if it is missing.
  package init(
    client: RiffusionClient, folder: URL, files: [String: DeliveredSong.File] = [:],
    isNew: Bool = true
  ) {
    self.client = client
    self.folder = folder
    self.files = files
    self.isNew = isNew
  }

  /// What came of a job.
  package struct Outcome: Sendable {
    /// Its songs, in the order of the job.
    package var songs: [DeliveredSong]
    /// Why waiting ended early; the songs that were delivered before it are there all the same.
    package var error: RiffusionError?
  }

  /// Brings all songs of a job.
  ///
  /// - Throws: `CancellationError` alone; every other failure is part of the outcome.
  package func deliver(
    _ job: Job, reporting report: @escaping @Sendable (OrderEvent) -> Void
  ) async throws -> Outcome {
    sweep()
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    async let waited = waited(for: job, reporting: continuation)
    var delivered: [String: DeliveredSong] = try await withThrowingTaskGroup(
      of: DeliveredSong.self
    ) { group in
      var delivered: [String: DeliveredSong] = [:]
      var underWay = 0
      for await event in events {
        switch event {
        case .progress(let songs): report(.progress(songs))
        case .trouble(let error): report(.trouble("\(error)"))
        case .finished(let song):
          if underWay == Self.width, let song = try await group.next() {
            delivered[song.song.id] = song
            underWay -= 1
          }
          underWay += 1
          group.addTask {
            let song = try await fetchedAnew(song, of: job, reporting: report)
            report(.delivered(song))
            return song
          }
        }
      }
      for try await song in group { delivered[song.song.id] = song }
      return delivered
    }
    let (songs, error) = try await waited
    var outcome = Outcome(songs: [], error: error)
    for song in songs {
      outcome.songs.append(delivered.removeValue(forKey: song.id) ?? DeliveredSong(song: song))
    }
    outcome.songs += delivered.values.sorted { $0.song.id < $1.song.id }
    return outcome
  }

  /// How many songs are brought at a time: enough to fill a line, few enough for the memory of as
  /// many decoders.
  private static let width = 8

  /// Removes what a delivery left that was killed; one that may still be at work is let be.
  private func sweep() {
    let left = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
    for staging in left ?? [] where Self.isStaging(staging.lastPathComponent) {
      let date = try? staging.resourceValues(forKeys: [.contentModificationDateKey])
        .contentModificationDate
      guard let date, date.timeIntervalSinceNow < -Self.longestDelivery else { continue }
      try? FileManager.default.removeItem(at: staging)
    }
  }

  private static let stagingPrefix = ".segue-"

  /// Whether a folder has a name that only a delivery gives, as it stands among those of the user.
  static func isStaging(_ name: String) -> Bool {
    name.hasPrefix(stagingPrefix)
      && UUID(uuidString: String(name.dropFirst(stagingPrefix.count))) != nil
  }

  /// After so many seconds nobody is at work in a folder any more: a day, far above any download.
  private static let longestDelivery = 86400.0

  private func waited(
    for job: Job, reporting events: AsyncStream<JobEvent>.Continuation
  ) async throws -> (songs: [Song], error: RiffusionError?) {
    do {
      return (try await client.wait(for: job, isNew: isNew, reporting: events), nil)
    } catch let error as RiffusionError {
      return ([], error)
    }
  }

  /// One song's file; an address that has expired is asked for anew, once.
  private func fetchedAnew(
    _ song: Song, of job: Job, reporting report: @escaping @Sendable (OrderEvent) -> Void
  ) async throws -> DeliveredSong {
    if let file = files[song.id] { return DeliveredSong(song: song, file: file) }
    do {
      do {
        return try await fetched(song, reporting: report)
      } catch let error as RiffusionError where error.code == .expired {
        let told = try await client.songs(of: job).first { $0.id == song.id }
        guard let told, told.audioURL != nil else { throw error }
        report(.trouble("\(song.id): its address has expired; trying the one that is told now"))
        return try await fetched(told, reporting: report)
      }
    } catch let error as RiffusionError {
      return DeliveredSong(song: song, error: error)
    }
  }

  private func fetched(
    _ song: Song, reporting report: @escaping @Sendable (OrderEvent) -> Void
  ) async throws -> DeliveredSong {
    let (progress, continuation) = AsyncStream.makeStream(
      of: DownloadProgress.self, bufferingPolicy: .bufferingNewest(1))
    // A folder of its own, so that two songs of the same content do not get into each other's way.
    let staging = folder.appending(
      path: Self.stagingPrefix + UUID().uuidString, directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: staging) }
    async let audio = client.download(song, into: staging, reporting: continuation)
    for await step in progress { report(.downloading(song, step)) }
    let downloaded: DownloadedAudio
    do {
      downloaded = try await audio
    } catch let error as RiffusionError where error.code == .cannotWrite {
      throw RiffusionError(code: error.code, subject: folder.path, detail: error.detail)
    }
    let path = try place(downloaded, as: song)
    return DeliveredSong(song: song, file: try await verified(downloaded, at: path))
  }

  /// Gives a file the name that a person reads; a file of other content is never replaced.
  private func place(
    _ audio: DownloadedAudio, as song: Song
  ) throws(RiffusionError) -> String {
    let name = SongFileName(title: song.title, id: song.id, kind: audio.kind.rawValue)
    for number in 1...Self.mostNamesakes {
      let target = folder.appending(path: name.numbered(number)).path
      if link(audio.path, target) == 0 || holds(audio, at: target) { return target }
      guard errno != EEXIST, !FileManager.default.fileExists(atPath: target) else { continue }
      // A file system without hard links.
      if rename(audio.path, target) == 0 { return target }
      break
    }
    throw RiffusionError(
      code: .cannotWrite, subject: folder.appending(path: name.description).path,
      detail: "the song could not be put in its place: \(String(cString: strerror(errno)))")
  }

  /// Files of one name and different content, after which something else must be wrong.
  private static let mostNamesakes = 1000

  private func holds(_ audio: DownloadedAudio, at path: String) -> Bool {
    (try? FileDigest(path: path).description) == audio.sha256
  }

  /// What decoding says of the file; one that cannot be decoded is kept, for it was paid for.
  private func verified(
    _ audio: DownloadedAudio, at path: String
  ) async throws -> DeliveredSong.File {
    func file(_ status: DecodeStatus?, _ duration: Double?, _ notice: String?) -> DeliveredSong.File
    {
      DeliveredSong.File(
        path: path, sha256: audio.sha256, byteCount: audio.byteCount, status: status,
        duration: duration, notice: notice)
    }
    do {
      let result = try await AudioFile(path: path).check()
      return file(result.status, result.duration, DecodeReport(result).notice)
    } catch let error as AudioFileError {
      return file(nil, nil, "\(error.code): \(error.detail)")
    }
  }
}
