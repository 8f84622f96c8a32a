package import Foundation
package import GRDB
package import RiffusionAPI

/// One run in the library: what was asked for, and how far it is.
package struct LibraryRun: Codable, Hashable, Sendable {
  /// How far a run is.
  package enum State: String, Codable, Hashable, Sendable {
    /// Begun, and not at its end: at work, interrupted, or in doubt.
    case open
    /// All that was asked for is there.
    case done
    /// It ended before; `problem` says why. What was paid for is in the library.
    case stopped
  }

  /// Its number.
  package var id: Int64?
  /// The name of the provider that it orders from.
  package var provider: String
  /// The address of that provider's API.
  package var endpoint: String
  /// What was asked for.
  package var plan: RunPlan
  /// How many requests it may pay for in all.
  package var maxRequests: Int
  /// How far it is.
  package var state: State = .open
  /// Why it stopped.
  package var problem: String?
  /// The song that it starts from; `nil` for a fresh song, and while an upload is not there.
  package var source: Int64?
  /// When it was ordered.
  package var createdAt = Date()

  /// A run that is about to begin.
  package init(at provider: Provider, plan: RunPlan, maxRequests: Int, source: Int64? = nil) {
    self.provider = provider.name
    endpoint = provider.endpoint.description
    self.plan = plan
    self.maxRequests = maxRequests
    self.source = source
  }
}

extension LibraryRun: FetchableRecord, MutablePersistableRecord {
  /// The table of runs.
  package static let databaseTableName = "run"

  /// Takes the number that the library gives it.
  package mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
