public import AudioModel

/// One thing that was found wrong with a file while it was decoded.
public struct DecodeIssue: Hashable, Sendable {
  /// What can be wrong; the raw values are stable words for documents.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The file ends before its audio does.
    case truncated
    /// Bytes between the frames belong to no frame and no tag, and were skipped.
    case junk
    /// A stretch decoded to nonsense, or could not be decoded; silence of its length stands for it.
    case corruptData = "corrupt-data"
    /// A checksum that the file carries disagrees with its audio.
    case checksum
    /// The sample rate or the number of channels changes inside the file.
    case formatChange = "format-change"
    /// The file's own statement of its length is wrong, and was not used.
    case wrongLength = "wrong-length"
    /// Several files stand one after another in this one.
    case joined
    /// A tag claims a wrong size, and was searched through for audio.
    case wrongTag = "wrong-tag"
    /// Bytes after the end of the audio belong to no tag, chunk or box.
    case trailingData = "trailing-data"
  }

  /// How bad a thing is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// Worth knowing; the audio is whole.
    case info
    /// Some audio is missing or doubtful.
    case warning
    /// Much of the audio is missing.
    case error
  }

  /// What it is.
  public let kind: Kind
  /// Where it is in the decoded audio; empty where nothing stands for what is missing.
  public let range: TimeRange
  /// How bad it is.
  ///
  /// Anything but `info` takes the status `ok` from the file.
  public let severity: Severity
  /// The same in words, for a person.
  public let detail: String

  /// An issue at a place of the decoded audio.
  public init(kind: Kind, range: TimeRange, severity: Severity, detail: String) {
    self.kind = kind
    self.range = range
    self.severity = severity
    self.detail = detail
  }
}
