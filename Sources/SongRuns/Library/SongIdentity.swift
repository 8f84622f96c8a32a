/// By what a song is known: no two songs of a library have all of it in common.
package struct SongIdentity: Hashable, Sendable {
  fileprivate let provider: String
  fileprivate let endpoint: String
  fileprivate let id: String
  fileprivate let isUpload: Bool
}

extension LibrarySong {
  /// By what it is known.
  package var identity: SongIdentity {
    SongIdentity(provider: provider, endpoint: endpoint, id: id, isUpload: isUpload)
  }
}

extension SongDocument {
  /// By what it is known.
  package var identity: SongIdentity {
    SongIdentity(provider: provider, endpoint: endpoint, id: id, isUpload: isUpload)
  }
}
