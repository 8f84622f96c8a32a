/// How far a download is.
public struct DownloadProgress: Hashable, Sendable {
  /// The bytes that are there.
  public let received: Int
  /// The bytes of the whole file; `nil` where the server does not tell.
  public let total: Int?
}
