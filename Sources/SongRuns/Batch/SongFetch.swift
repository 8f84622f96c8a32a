package import Foundation
package import RiffusionAPI

/// Brings the songs of a batch that are not on this machine, a few at a time, while others are worked
/// on.
///
/// A server that asks for patience (429) gets it: the client waits as long as it is told, or longer
/// from try to try.
package struct SongFetch: Sendable {
  /// How many downloads there are at once.
  package let connections: Int
  private let client: RiffusionClient
  private let folder: URL
  private let slots: WorkSlots

  /// Downloads into a folder, where each song is named by its content.
  package init(client: RiffusionClient, folder: URL, connections: Int) {
    self.client = client
    self.folder = folder
    self.connections = connections
    slots = WorkSlots(connections)
  }

  /// The path of a song's file, once it is there.
  ///
  /// - Throws: `RiffusionError` where it cannot be had, `SongRunError` of code `limitReached` where it
  ///   is too large or `cannotWrite`, `CancellationError`.
  func file(of input: BatchInput, within limits: SongLimits) async throws -> String {
    try await slots.perform {
      var song = Song(id: input.place, state: .succeeded, audioURL: input.place)
      if input.kind == .song { song = try await told(input.place) }
      do {
        return try await client.download(
          song, into: folder, rules: DownloadRules(largestFile: limits.size)
        ).path
      } catch let error as RiffusionError where error.code == .tooLarge {
        throw limits.tooLarge(input.place)
      } catch let error as RiffusionError where error.code == .cannotWrite {
        throw SongRunError(code: .cannotWrite, subject: error.subject, detail: error.detail)
      }
    }
  }

  /// What the provider says of a song.
  private func told(_ id: String) async throws -> Song {
    if let song = try await client.song(id) { return song }
    // Where single songs cannot be asked for, the dialect says so.
    _ = try client.provider.dialect.draft(ofStatusOf: .songs([id]))
    throw RiffusionError(
      code: .unknownTask, subject: id, detail: "the provider does not know a song of that id")
  }
}
