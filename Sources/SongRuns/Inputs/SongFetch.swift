package import Foundation
package import RiffusionAPI

/// Brings songs that are not on this machine, a few at a time, while others are worked on.
///
/// A server that asks for patience (429) gets it: the client waits as long as it is told, or longer
/// from try to try.
package struct SongFetch: Sendable {
  /// How many downloads there are at once.
  package let connections: Int
  private let client: RiffusionClient
  private let folder: URL?
  private let scratch = ScratchFolder()
  private let slots: WorkSlots

  /// Downloads into a folder, where each song is named by its content; without one, each goes where
  /// it is removed as soon as nobody holds it any more.
  package init(client: RiffusionClient, folder: URL?, connections: Int = usualConnections) {
    self.client = client
    self.folder = folder
    self.connections = connections
    slots = WorkSlots(connections)
  }

  /// How many downloads there are at once where nobody says otherwise: ours, the songs of two orders
  /// that bring two each.
  package static let usualConnections = 4

  /// Who is asked for songs.
  package var provider: Provider { client.provider }

  /// Whether there is a key to ask with; addresses need none.
  var canAsk: Bool { client.hasKey }

  /// What the provider says of a song.
  ///
  /// - Throws: `RiffusionError`, of code `unknownTask` where there is no song of that id, and
  ///   `notOffered` where it cannot be asked for single songs; `CancellationError`.
  func song(_ id: String) async throws -> Song {
    try await slots.perform {
      if let song = try await client.song(id) { return song }
      // Where single songs cannot be asked for, the dialect says so.
      _ = try provider.dialect.draft(ofStatusOf: .songs([id]))
      throw RiffusionError(
        code: .unknownTask, subject: id, detail: "the provider does not know a song of that id")
    }
  }

  /// A song's file, once it is there, and what holds it where it is not kept.
  ///
  /// - Throws: `RiffusionError` where it cannot be had, `CancellationError`.
  func file(
    of song: Song, rules: DownloadRules = DownloadRules()
  ) async throws -> (path: String, scratch: ScratchFolder?) {
    let scratch = ScratchFolder(in: scratch.url)
    return try await slots.perform {
      let audio = try await client.download(song, into: folder ?? scratch.url, rules: rules)
      return (audio.path, folder == nil ? scratch : nil)
    }
  }

  /// Removes what was fetched only to be heard, when all work is done: a task that has just ended may
  /// hold its song until after the end of the program.
  package func end() { scratch.remove() }
}

extension Song {
  /// A song of which no more is known than where its audio is.
  init(at address: String) {
    self.init(id: address, state: .succeeded, audioURL: address)
  }
}
