package import SongAnalysis

/// One song of a batch: where it is, and what its user knows of it.
package struct BatchInput: Codable, Hashable, Sendable {
  /// What stands for a song.
  package enum Kind: String, Codable, Hashable, Sendable {
    /// A file on this machine.
    case file
    /// An address to fetch it from.
    case address
    /// A provider's id of it.
    case song
  }

  /// The input as written, in an argument, a line or a manifest: what shards are split by.
  package let text: String
  /// What stands for the song.
  package let kind: Kind
  /// The path, the address or the id; a manifest's paths begin at its own folder.
  package let place: String
  /// The song's title, where a manifest tells it.
  package var title: String?
  /// The path of its lyrics.
  package var lyrics: String?
  /// The path of the times of its words.
  package var words: String?
  /// Why it is known already that nothing can be done with it.
  package var problem: FailureDocument.Failure?

  /// An input of one kind.
  package init(
    text: String, kind: Kind, place: String, title: String? = nil, lyrics: String? = nil,
    words: String? = nil
  ) {
    self.text = text
    self.kind = kind
    self.place = place
    self.title = title
    self.lyrics = lyrics
    self.words = words
  }

  /// What was written, with which nothing can be done.
  init(_ text: String, problem: SongRunError) {
    self.init(text: text, kind: .file, place: text)
    self.problem = FailureDocument.Failure(code: "\(problem.code)", message: problem.detail)
  }

  /// A path or an address, as written.
  package init(_ text: String) {
    self.init(text: text, kind: text.isWebAddress ? .address : .file, place: text)
  }

  /// What tells one song of a batch from another: a song may be there with two lyrics.
  package struct Identity: Hashable, Sendable {
    fileprivate let place: String
    fileprivate let lyrics: String?
    fileprivate let words: String?
  }

  /// What tells it from the others.
  package var identity: Identity { Identity(place: place, lyrics: lyrics, words: words) }

  private enum CodingKeys: String, CodingKey {
    case kind, place, title, lyrics, words, problem
    case text = "input"
  }
}
