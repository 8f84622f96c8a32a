package import Foundation
package import GRDB
package import RiffusionAPI

/// One request that costs money: the intent, and what is known of its answer.
package struct PaidRequest: Codable, Hashable, Sendable {
  /// What is paid for.
  package enum Purpose: String, Codable, Hashable, Sendable {
    /// New songs.
    case order
    /// Taking in the audio at an address.
    case upload
    /// Written lyrics.
    case lyrics
  }

  /// What is known of the answer.
  package enum State: String, Codable, Hashable, Sendable {
    /// Written down and perhaps sent: in doubt, unless a process is just at work on it.
    case open
    /// Taken and charged.
    case acknowledged
    /// Not taken, by the provider's word.
    case refused
    /// Not charged, by the user's word.
    case notCharged
  }

  /// The library's number of it; `nil` before it is there.
  package var id: Int64?
  /// The run that it belongs to.
  package var run: Int64
  /// The round of the run, from 1.
  package var round: Int
  /// What is paid for.
  package var purpose: Purpose
  /// The order; `nil` for what orders no song.
  package var order: GenerateRequest?
  /// The request in the provider's words.
  package var draft: SentRequest
  /// What was chosen in the source, and why.
  package var choice: RunChoice?
  /// All that will be sung in the songs, or the lyrics that were written.
  package var lyrics: String?
  /// The song that it starts from.
  package var source: Int64?
  /// What is known of the answer.
  package var state: State = .open
  /// The handle of the job.
  package var job: String?
  /// The id that an upload got.
  package var uploadID: String?
  /// Why there is no job.
  package var problem: String?
  /// The song that was kept of it.
  package var kept: Int64?
  /// When it was written down.
  package var createdAt = Date()

  /// Whether it counts against what may be spent.
  package var counts: Bool { state == .open || state == .acknowledged }

  /// Takes over that it was taken, and what came of it.
  mutating func take(_ answer: PaidAnswer) {
    state = .acknowledged
    job = answer.job.map { JobHandle($0).description }
    uploadID = answer.uploadID
    lyrics = answer.lyrics ?? lyrics
    problem = nil
  }

  /// The job, where one is known.
  package var handle: JobHandle? { job.flatMap { JobHandle($0) } }
}

extension PaidRequest: FetchableRecord, MutablePersistableRecord {
  /// The table of paid requests.
  package static let databaseTableName = "request"

  /// Takes the number that the library gives it.
  package mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
