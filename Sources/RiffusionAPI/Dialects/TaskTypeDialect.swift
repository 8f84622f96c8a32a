/// The dialect of `musicapi` and `sunoapi`: one path for all orders, told apart by `task_type`.
///
/// Sources: the vendors' pages "Riffusion instructions", "create music" (2025-06-26, 2025-07-15),
/// "extend music" and "swap music vocals". It has no strengths: asking for other than the usual
/// ones is refused rather than dropped. How a range to replace is named is not documented; we send
/// the names of the vendors' own successor, and say so.
public struct TaskTypeDialect: Dialect {
  /// The name of the provider.
  public let name: String

  /// Two songs, which may arrive one after the other.
  public let songsPerRequest = 2

  private let prefix: String
  private let options: DialectOptions

  /// The dialect as one of its providers speaks it.
  public init(name: String, options: DialectOptions = DialectOptions()) {
    self.name = name
    self.options = options
    prefix = options.pathPrefix ?? "/api/v1/riffusion"
  }

  /// Puts an order into `POST /api/v1/riffusion/create`.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` as `GenerateRequest.validate()`, and
  ///   `notOffered` for strengths or a duration other than the usual ones.
  public func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft {
    try request.validate()
    try requireUsualValues(of: request)
    var fields: [String: JSONValue] = ["mv": .string(request.model.rawValue)]
    let path = prefix + "/create"
    if case .topic(let topic) = request.words {
      fields["prompt"] = .string(topic)
      fields["custom_mode"] = false
      fields["make_instrumental"] = request.instrumental.map(JSONValue.bool)
      return draft(
        path: path, fields: fields, extra: request.extraFields, required: [["prompt"]])
    }
    fields["custom_mode"] = true
    if case .lyrics(let lyrics) = request.words { fields["lyrics"] = .string(lyrics) }
    fields["title"] = request.title.map(JSONValue.string)
    fields["sound"] = request.tag.map(JSONValue.string)
    guard let morph = request.morph else {
      fields["task_type"] = "create_music"
      fields["make_instrumental"] = .bool(request.instrumental ?? false)
      return draft(
        path: path, fields: fields, extra: request.extraFields,
        required: (request.instrumental == true ? [] : [["lyrics"]]) + [["sound"]])
    }
    fields["make_instrumental"] = request.instrumental.map(JSONValue.bool)
    fields["task_type"] = .string(taskType(of: morph))
    fields["continue_clip_id"] = morph.source.map { .string($0.id) }
    let warnings = add(morph.transform, to: &fields)
    return draft(
      path: path, fields: fields, extra: request.extraFields,
      required: [["continue_clip_id"], ["lyrics"], ["sound"]], warnings: warnings)
  }

  /// `POST /api/v1/riffusion/upload`.
  public func draft(ofUploadFrom url: String) throws(RiffusionError) -> RequestDraft {
    RequestDraft(method: "POST", path: prefix + "/upload", body: ["url": try checkedUpload(url)])
  }

  /// `POST /api/v1/sonic/lyrics`, which the vendors share over all their models.
  public func draft(ofLyricsAbout description: String) throws(RiffusionError) -> RequestDraft {
    VendorEndpoints.lyrics(about: description)
  }

  /// `GET /api/v1/get-credits`.
  public func draftOfCredits() throws(RiffusionError) -> RequestDraft { VendorEndpoints.credits }

  /// `GET /api/v1/riffusion/task/ID`.
  public func draft(ofStatusOf job: Job.Reference) throws(RiffusionError) -> RequestDraft {
    try VendorEndpoints.status(of: job, below: prefix, dialect: self)
  }

  /// The `task_id`.
  public func job(in answer: JSONValue) -> Job.Reference? { VendorEndpoints.task(in: answer) }

  /// The clip's id, or the task that will tell it: the documents promise the first, and the
  /// successor gives the second.
  public func upload(in answer: JSONValue) -> UploadAnswer? { VendorEndpoints.upload(in: answer) }

  /// One id is that of a task.
  public func job(ofIDs ids: [String]) -> Job.Reference { VendorEndpoints.job(ofIDs: ids) }

  private func requireUsualValues(of request: GenerateRequest) throws(RiffusionError) {
    let isUsual = request.morph.map {
      $0.strengths == $0.transform.usualStrengths && $0.duration == 0
    }
    guard isUsual ?? true, request.strengths == nil else {
      throw notOffered(
        "strengths",
        "takes no strengths, no variation and no duration; leave them out, or send a field of "
          + "its own with --field")
    }
  }

  private func taskType(of morph: Morph) -> String {
    let isUpload = if case .upload = morph.source { true } else { false }
    return switch morph.transform {
    case .cover: isUpload ? "cover_upload_music" : "cover_music"
    case .extend: isUpload ? "extend_upload_music" : "extend_music"
    case .inpaint: isUpload ? "replace_upload_music" : "replace_music"
    case .swapVocals: isUpload ? "swap_upload_music_vocals" : "swap_music_vocals"
    case .swapSound: isUpload ? "swap_upload_music_sound" : "swap_music_sound"
    }
  }

  /// Adds the times of a transform; gives what the user should know of them.
  private func add(_ transform: Morph.Transform, to fields: inout [String: JSONValue]) -> [String] {
    switch transform {
    case .extend(let crop):
      fields["continue_at"] = options.crop(crop)
      return []
    case .inpaint(let start, let end):
      let names = options.replaceFields ?? VendorEndpoints.replaceFields
      fields[names.start] = JSONValue(start)
      fields[names.end] = JSONValue(end)
      guard options.replaceFields == nil else { return [] }
      return [
        "\(name) does not document how a range is named; sent as \(names.start) and \(names.end), "
          + "which replace_fields in the configuration changes"
      ]
    case .cover, .swapVocals, .swapSound:
      return []
    }
  }
}
