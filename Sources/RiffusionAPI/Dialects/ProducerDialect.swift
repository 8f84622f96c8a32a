/// The dialect of `producer`, the successor that the vendors of `musicapi` and `sunoapi` sell.
///
/// Sources: docs.sunoapi.com "producer API examples", docs.musicapi.ai "Producer API overview" and
/// its page on replacing (2026-04). Swaps have been answered with 410 Gone since April 2026; they
/// are sent all the same, for a vendor may bring them back, as happened to covers.
public struct ProducerDialect: Dialect {
  /// The name `producer`.
  public let name = "producer"

  /// Two songs, as with the vendors' other dialect; this one's documents do not say.
  public let songsPerRequest = 2

  private let prefix: String
  private let options: DialectOptions

  /// The dialect, with what a user sets.
  public init(options: DialectOptions = DialectOptions()) {
    self.options = options
    prefix = options.pathPrefix ?? "/api/v1/producer"
  }

  /// Puts an order into `POST /api/v1/producer/create`.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` as `GenerateRequest.validate()`, for a sound
  ///   or cover strength below 0.2 and a title of more than 80 characters; `notOffered` for a
  ///   variation strength and a duration.
  public func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft {
    try request.validate()
    try requireLimits(of: request)
    var fields: [String: JSONValue] = [
      "mv": .string(request.model.rawValue), "task_type": "create_music",
    ]
    fields["make_instrumental"] = request.instrumental.map(JSONValue.bool)
    fields["title"] = request.title.map(JSONValue.string)
    fields["sound"] = request.tag.map(JSONValue.string)
    switch request.words {
    case .lyrics(let lyrics): fields["lyrics"] = .string(lyrics)
    case .topic(let topic): fields["sound"] = .string(topic)
    case nil: break
    }
    if let strengths = request.morph?.strengths ?? request.strengths {
      fields["lyrics_strength"] = JSONValue(strengths.lyrics)
      fields["sound_strength"] = JSONValue(strengths.sound)
      fields["weirdness"] = JSONValue(strengths.weirdness)
    }
    let path = prefix + "/create"
    guard let morph = request.morph else {
      return draft(
        path: path, fields: fields, extra: request.extraFields, required: [["sound", "lyrics"]])
    }
    fields["task_type"] = .string(taskType(of: morph.transform))
    fields["clip_id"] = morph.source.map { .string($0.id) }
    switch morph.transform {
    case .cover:
      fields["cover_strength"] = JSONValue(morph.strengths.cover)
    case .extend(let crop):
      fields["starts_at"] = options.crop(crop)
    case .inpaint(let start, let end):
      let names = options.replaceFields ?? VendorEndpoints.replaceFields
      fields[names.start] = JSONValue(start)
      fields[names.end] = JSONValue(end)
    case .swapVocals, .swapSound:
      break
    }
    return draft(
      path: path, fields: fields, extra: request.extraFields,
      required: [["clip_id"], ["sound", "lyrics"]])
  }

  /// `POST /api/v1/producer/upload`, answered with a task.
  public func draft(ofUploadFrom url: String) throws(RiffusionError) -> RequestDraft {
    RequestDraft(
      method: "POST", path: prefix + "/upload", body: ["audio_url": try checkedUpload(url)])
  }

  /// `POST /api/v1/sonic/lyrics`, which the vendors share over all their models.
  public func draft(ofLyricsAbout description: String) throws(RiffusionError) -> RequestDraft {
    VendorEndpoints.lyrics(about: description)
  }

  /// `GET /api/v1/get-credits`.
  public func draftOfCredits() throws(RiffusionError) -> RequestDraft { VendorEndpoints.credits }

  /// `GET /api/v1/producer/task/ID`.
  public func draft(ofStatusOf job: Job.Reference) throws(RiffusionError) -> RequestDraft {
    try VendorEndpoints.status(of: job, below: prefix, dialect: self)
  }

  /// The `task_id`.
  public func job(in answer: JSONValue) -> Job.Reference? { VendorEndpoints.task(in: answer) }

  /// The task that will tell the clip's id, or the id itself.
  public func upload(in answer: JSONValue) -> UploadAnswer? { VendorEndpoints.upload(in: answer) }

  /// One id is that of a task.
  public func job(ofIDs ids: [String]) -> Job.Reference { VendorEndpoints.job(ofIDs: ids) }

  private func requireLimits(of request: GenerateRequest) throws(RiffusionError) {
    func refusal(_ subject: String, _ detail: String) -> RiffusionError {
      RiffusionError(code: .invalidValue, subject: subject, detail: detail)
    }
    if let title = request.title, title.count > Self.longestTitle {
      throw refusal(
        "title", "\(title.count) characters; producer takes at most \(Self.longestTitle)")
    }
    guard let strengths = request.morph?.strengths ?? request.strengths else { return }
    guard strengths.variation == nil, request.morph?.duration ?? 0 == 0 else {
      throw notOffered("variation strength", "takes no variation strength and no duration")
    }
    let limited = [
      ("sound strength", strengths.sound), ("cover strength", strengths.cover),
    ]
    for (subject, value) in limited where value < Self.leastStrength {
      throw refusal(subject, "\(value) is not in producer's range from 0.2 to 1")
    }
  }

  /// "producer API examples": at most 80 characters.
  private static let longestTitle = 80
  /// The same page: the strengths of sound and cover go from 0.2 to 1.
  private static let leastStrength = 0.2

  private func taskType(of transform: Morph.Transform) -> String {
    switch transform {
    case .cover: "cover_music"
    case .extend: "extend_music"
    case .inpaint: "replace_music"
    case .swapVocals: "swap_music_vocals"
    case .swapSound: "swap_music_sound"
    }
  }
}

extension Dialect where Self == ProducerDialect {
  /// The dialect `producer`, as it is documented.
  public static var producer: ProducerDialect { ProducerDialect() }
}
