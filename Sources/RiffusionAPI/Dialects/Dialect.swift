/// The words in which one family of providers takes orders and answers: the only place that knows
/// paths and field names.
public protocol Dialect: Sendable {
  /// The name by which a user chooses it, such as `openai-hk`.
  var name: String { get }

  /// How many songs one order usually makes: a hint, by which waiting for a task ends early.
  var songsPerRequest: Int { get }

  /// Puts an order into the provider's words, with all that is still missing named.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` for a value that the API does not take, and
  ///   `notOffered` for one that it has no words for.
  func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft

  /// The request that lets the provider take in the audio at a public address; it is paid for.
  func draft(ofUploadFrom url: String) throws(RiffusionError) -> RequestDraft

  /// The request that lets the provider write lyrics from a description; it is paid for.
  ///
  /// - Throws: `RiffusionError` of code `notOffered` where there is no such operation.
  func draft(ofLyricsAbout description: String) throws(RiffusionError) -> RequestDraft

  /// The question how much is left to spend.
  ///
  /// - Throws: `RiffusionError` of code `notOffered` where there is no such operation.
  func draftOfCredits() throws(RiffusionError) -> RequestDraft

  /// The question how far a job is; one for all its songs.
  ///
  /// - Throws: `RiffusionError` of code `notOffered` for a kind of job that the provider has not.
  func draft(ofStatusOf job: Job.Reference) throws(RiffusionError) -> RequestDraft

  /// The job that an order was answered with; `nil` where the answer names none.
  func job(in answer: JSONValue) -> Job.Reference?

  /// What an upload was answered with; `nil` where the answer names nothing.
  func upload(in answer: JSONValue) -> UploadAnswer?

  /// A job that a user names by bare ids.
  func job(ofIDs ids: [String]) -> Job.Reference
}

extension Dialect {
  /// The refusal of something that the provider has no words for.
  func notOffered(_ subject: String, _ detail: String) -> RiffusionError {
    RiffusionError(code: .notOffered, subject: subject, detail: "\(name) \(detail)")
  }

  /// The request of these fields and those that the user adds, which win; of each group of
  /// `required` names, one must be there.
  func draft(
    path: String, fields: [String: JSONValue], extra: [String: JSONValue],
    required: [[String]], warnings: [String] = []
  ) -> RequestDraft {
    var body = JSONValue.object(fields)
    // In an order of their own: what lies within another one is put there after it.
    for (name, value) in extra.sorted(by: { $0.key < $1.key }) { body[member: name] = value }
    let missing = required.filter { names in names.allSatisfy { body[member: $0] == nil } }
    return RequestDraft(
      method: "POST", path: path, body: body, missing: missing.compactMap(\.first),
      warnings: warnings)
  }

  /// An upload's address, which the provider must be able to reach.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` for anything but a public http address.
  func checkedUpload(_ url: String) throws(RiffusionError) -> JSONValue {
    guard AudioAddress(url) != nil else {
      throw RiffusionError(
        code: .invalidValue, subject: "upload",
        detail: "the provider fetches it itself, so it must be an http or https address without a "
          + "user or password in it")
    }
    return .string(url)
  }
}
