/// How whole a decoded file was.
///
/// A file that yields no audio at all has no status: it is an error.
public enum DecodeStatus: String, Hashable, Sendable, Codable {
  /// Everything that the file holds was decoded, and nothing was missing.
  ///
  /// Where a file has no checksums, as MPEG audio without LAME's tag and AAC, changed bits are found
  /// only if they break a frame or sound far beyond full scale: Layer II hides most of them.
  case ok
  /// The file ends before its audio does; what there is was decoded.
  case truncated
  /// Parts inside the file could not be decoded, or decoded to nonsense and were dropped.
  case damaged
}
