/// The limits of a download.
public struct DownloadRules: Hashable, Sendable {
  /// The largest file, in bytes.
  public var largestFile: Int
  /// How many times in a row a connection may end without a byte gained.
  public var fruitlessAttempts: Int
  /// The first wait between two attempts.
  public var firstWait: Duration
  /// The longest wait between two attempts.
  public var longestWait: Duration
  /// How long it may take in all.
  public var deadline: Duration

  /// Limits for songs, chosen by us: an hour of 16-bit stereo is 605 MiB, a song some megabytes.
  public init(
    largestFile: Int = 1 << 30, fruitlessAttempts: Int = 4, firstWait: Duration = .seconds(1),
    longestWait: Duration = .seconds(30), deadline: Duration = .seconds(1800)
  ) {
    self.largestFile = largestFile
    self.fruitlessAttempts = fruitlessAttempts
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.deadline = deadline
  }
}
