import Foundation
import SongLyrics

/// One song of a job, or an upload, as the provider remembers it.
struct Song: Sendable {
  /// The id that later requests name it by.
  let id: String
  /// The id of the task that makes it.
  let jobID: String
  /// Its place among the songs of its job, from 0.
  let index: Int
  /// Whether it was brought by an upload rather than made here.
  let isUpload: Bool
  /// The title of its request.
  let title: String
  /// The words of its request; of an upload, those that were heard in it.
  let lyrics: String
  /// The style tags of its request.
  let style: String
  /// The model of its request.
  let model: String
  /// How its audio comes to be.
  let recipe: SongRecipe
  /// When it was asked for.
  let createdAt: Date
  /// How it is made to end, if not well.
  let ending: Ending?

  /// How a fault lets a song end.
  enum Ending: Hashable, Sendable {
    /// It fails.
    case failed
    /// It is taken back by the moderation.
    case flagged
    /// It never ends.
    case stalled
  }
}

/// Where a song stands.
enum SongState: Hashable, Sendable {
  /// Nothing has begun.
  case queued
  /// It is being made; so many parts of a hundred are done.
  case running(percent: Int)
  /// It can be downloaded.
  case succeeded
  /// It could not be made, for a reason in words.
  case failed(String)
  /// The moderation has taken it back.
  case flagged

  /// Whether nothing will change any more.
  var isFinal: Bool {
    switch self {
    case .queued, .running: false
    case .succeeded, .failed, .flagged: true
    }
  }
}
