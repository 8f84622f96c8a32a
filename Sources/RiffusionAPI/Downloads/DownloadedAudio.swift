/// A song's audio, whole and verified, in a file.
public struct DownloadedAudio: Hashable, Sendable {
  /// Where the file is.
  public let path: String
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  public let sha256: String
  /// How many bytes it has.
  public let byteCount: Int
  /// What its first bytes say it is.
  public let kind: AudioKind
}
