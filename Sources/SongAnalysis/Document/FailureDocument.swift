/// The one object that stands in the place of an input that could not be analysed.
public struct FailureDocument: Codable, Hashable, Sendable {
  /// What happened, for a program and for a person.
  public struct Failure: Codable, Hashable, Sendable {
    /// A stable word, such as `notAudio`.
    public let code: String
    /// What happened and what can be done, in words.
    public let message: String

    /// A failure, told twice.
    public init(code: String, message: String) {
      self.code = code
      self.message = message
    }
  }

  /// Which input it was.
  public struct Source: Codable, Hashable, Sendable {
    /// The input as the user wrote it.
    public let path: String
  }

  /// Always `AnalysisDocument.schemaName`.
  public let schema: String
  /// Which input it was.
  public let source: Source
  /// What happened.
  public let error: Failure

  /// The failure of one input.
  public init(path: String, code: String, message: String) {
    schema = AnalysisDocument.schemaName
    source = Source(path: path)
    error = Failure(code: code, message: message)
  }
}
