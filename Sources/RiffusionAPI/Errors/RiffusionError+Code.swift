extension RiffusionError {
  /// What kind of failure it is, after who must act.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The stable word that documents and reports print.
    public let description: String
    private init(_ description: String) { self.description = description }

    /// A value of the request lies outside what the API takes; nothing was sent.
    public static let invalidValue = Code("invalidValue")
    /// The request still lacks something that only the user knows; nothing was sent.
    public static let incomplete = Code("incomplete")
    /// The provider's dialect has no such operation or field; nothing was sent.
    public static let notOffered = Code("notOffered")
    /// The provider's address, or that of a song, is one that we do not send requests to.
    public static let refusedAddress = Code("refusedAddress")
    /// The job belongs to another provider or API than the one at hand; nothing was sent.
    public static let otherProvider = Code("otherProvider")

    /// The key is missing or was refused.
    public static let authentication = Code("authentication")
    /// The account has no credits left, or no subscription.
    public static let quota = Code("quota")
    /// The provider will not make or hand out this song, because of what it says or quotes.
    public static let moderation = Code("moderation")
    /// The provider does not take a value of the request.
    public static let invalidRequest = Code("invalidRequest")
    /// The provider knows no such task or song.
    public static let unknownTask = Code("unknownTask")
    /// The provider has this operation no more, or never had it.
    public static let retiredOperation = Code("retiredOperation")
    /// Too many requests; the provider wants us to wait.
    public static let rateLimited = Code("rateLimited")
    /// The provider failed at its own work.
    public static let server = Code("server")
    /// The provider answered with something that we cannot read.
    public static let unreadableAnswer = Code("unreadableAnswer")
    /// The song was begun and could not be made.
    public static let generationFailed = Code("generationFailed")
    /// The connection could not be made, or ended before the answer.
    public static let transport = Code("transport")
    /// The time allowed is over, while the provider may still be at work.
    public static let deadline = Code("deadline")

    /// The address of a song has expired, or serves a page in its place.
    public static let expired = Code("expired")
    /// What came is no audio.
    public static let notAudio = Code("notAudio")
    /// What came is larger than a song may be.
    public static let tooLarge = Code("tooLarge")
    /// A file could not be written.
    public static let cannotWrite = Code("cannotWrite")
  }
}
