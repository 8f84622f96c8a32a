/// The dialect of `openai-hk` and `yutoai`, whose transforms are an object named `morph`.
///
/// Sources: openai-hk's page "Music Model Riffusion" of 2025-06-05; yutoai's pages "Riffusion API
/// Notes" and RIFF.1 to RIFF.10. Times are sent as they are, with every digit, and an absent
/// variation as an explicit `null`, as in the examples.
public struct MorphDialect: Dialect {
  /// The name of the provider.
  public let name: String

  /// Two songs, each with an id of its own.
  public let songsPerRequest = 2

  private let prefix: String

  /// The dialect as one of its providers speaks it.
  public init(name: String, options: DialectOptions = DialectOptions()) {
    self.name = name
    prefix = options.pathPrefix ?? "/riffusion"
  }

  /// Puts an order into `POST /riffusion/generate`, or below it into `topic`.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` for a strength outside 0 to 1, a crop that is
  ///   not above zero, a range that is not `0 <= start < end`, an empty id, blank lyrics or topic,
  ///   and for a topic that comes with a transform; `notOffered` for strengths of a fresh song.
  public func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft {
    try request.validate()
    if request.strengths != nil {
      throw notOffered("strengths", "takes strengths for transforms alone, not for fresh songs")
    }
    var fields: [String: JSONValue] = ["model": .string(request.model.rawValue)]
    fields["instrumental"] = request.instrumental.map(JSONValue.bool)
    if case .topic(let topic) = request.words {
      fields["topic"] = .string(topic)
      return draft(
        path: prefix + "/generate/topic", fields: fields, extra: request.extraFields,
        required: [["topic"]])
    }
    if case .lyrics(let lyrics) = request.words {
      fields["lyrics"] = .string(lyrics)
    } else if request.instrumental == true {
      fields["lyrics"] = .string(Self.nothingSung)
    }
    fields["title"] = request.title.map(JSONValue.string)
    fields["tag"] = request.tag.map(JSONValue.string)
    fields["morph"] = request.morph.map { .object(members(of: $0)) }
    let sources = [["morph.riff_id", "morph.audio_upload_id"]]
    return draft(
      path: prefix + "/generate", fields: fields, extra: request.extraFields,
      required: (request.morph == nil ? [] : sources) + [["lyrics"], ["tag"], ["title"]])
  }

  /// The field `lyrics` is required, also of a song without words; results without words carry this.
  private static let nothingSung = "[Instrumental]"

  /// `POST /riffusion/upload`.
  public func draft(ofUploadFrom url: String) throws(RiffusionError) -> RequestDraft {
    RequestDraft(method: "POST", path: prefix + "/upload", body: ["url": try checkedUpload(url)])
  }

  /// Not offered.
  public func draft(ofLyricsAbout description: String) throws(RiffusionError) -> RequestDraft {
    throw notOffered("lyrics", "does not write lyrics by themselves; generate from a topic instead")
  }

  /// Not offered.
  public func draftOfCredits() throws(RiffusionError) -> RequestDraft {
    throw notOffered("credits", "does not tell them here; look at its web page")
  }

  /// `GET /riffusion/feed/ID,ID`, with a comma as it is between the escaped ids.
  public func draft(ofStatusOf job: Job.Reference) throws(RiffusionError) -> RequestDraft {
    guard case .songs(let ids) = job else {
      throw notOffered("status", "has no tasks, only songs")
    }
    let list = ids.map(\.percentEncodedID).joined(separator: ",")
    return RequestDraft(method: "GET", path: prefix + "/feed/" + list)
  }

  /// The ids of `jobs`, which a gateway may have put into its own `data`, or the one `job_id` that
  /// the first backend answered with.
  public func job(in answer: JSONValue) -> Job.Reference? {
    let jobs = answer.first(["jobs", "data.jobs", "data"], as: \.elements) ?? answer.elements
    let ids = (jobs ?? []).compactMap { job in
      job.identifier ?? job.first(["id", "job_id"], as: \.identifier)
    }
    if !ids.isEmpty { return .songs(ids) }
    return answer.first(["job_id", "id", "data.id"], as: \.identifier).map { .songs([$0]) }
  }

  /// The `id`, which later requests send as `audio_upload_id`.
  public func upload(in answer: JSONValue) -> UploadAnswer? {
    answer.first(["id", "audio_upload_id", "data.id", "data.audio_upload_id"], as: \.identifier)
      .map { .ready(id: $0) }
  }

  /// Each id is that of a song.
  public func job(ofIDs ids: [String]) -> Job.Reference { .songs(ids) }

  private func members(of morph: Morph) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "transform": .string(word(for: morph.transform)),
      "normalized_lyrics_strength": JSONValue(morph.strengths.lyrics),
      "normalized_sound_prompt_strength": JSONValue(morph.strengths.sound),
      "normalized_weirdness": JSONValue(morph.strengths.weirdness),
      "normalized_cover_strength": JSONValue(morph.strengths.cover),
      "normalized_variation_strength": morph.strengths.variation.map { JSONValue($0) } ?? .null,
      "duration": JSONValue(morph.duration),
    ]
    switch morph.source {
    case .song(let id): members["riff_id"] = .string(id)
    case .upload(let id): members["audio_upload_id"] = .string(id)
    case nil: break
    }
    switch morph.transform {
    case .extend(let cropEndAt):
      members["crop_end_at"] = JSONValue(cropEndAt)
    case .inpaint(let start, let end):
      members["replace_start_at"] = JSONValue(start)
      members["replace_end_at"] = JSONValue(end)
    case .cover, .swapVocals, .swapSound:
      break
    }
    return members
  }

  private func word(for transform: Morph.Transform) -> String {
    switch transform {
    case .cover: "cover"
    case .extend: "extend"
    case .inpaint: "inpaint"
    case .swapVocals: "swap_vocals"
    case .swapSound: "swap_sound"
    }
  }
}

extension Dialect where Self == MorphDialect {
  /// The dialect as api.openai-hk.com speaks it.
  public static var openAIHK: MorphDialect { MorphDialect(name: "openai-hk") }
  /// The dialect as yutoai speaks it.
  public static var yutoai: MorphDialect { MorphDialect(name: "yutoai") }
}
