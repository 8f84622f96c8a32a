/// The dialect of api.openai-hk.com, whose transforms are an object named `morph`.
///
/// Source: the provider's page "Music Model Riffusion" of 2025-06-05. Times are sent as they are,
/// with every digit, and an absent variation as an explicit `null`, as in its examples.
public struct OpenAIHKDialect: Dialect {
  /// The name `openai-hk`.
  public let name = "openai-hk"

  /// The dialect, which has no settings.
  public init() {}

  /// Puts an order into `POST /riffusion/generate`, or below it into `topic`.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` for a strength outside 0 to 1, a crop that is
  ///   not above zero, a range that is not `0 <= start < end`, an empty id, blank lyrics or topic,
  ///   and for a topic that comes with a transform.
  public func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft {
    try request.validate()
    var fields: [String: JSONValue] = ["model": .string(request.model.rawValue)]
    fields["instrumental"] = request.instrumental.map(JSONValue.bool)
    if case .topic(let topic) = request.words {
      fields["topic"] = .string(topic)
      return draft(
        path: "/riffusion/generate/topic", fields: fields, extra: request.extraFields,
        required: [["topic"]])
    }
    if case .lyrics(let lyrics) = request.words { fields["lyrics"] = .string(lyrics) }
    fields["title"] = request.title.map(JSONValue.string)
    fields["tag"] = request.tag.map(JSONValue.string)
    fields["morph"] = request.morph.map { .object(members(of: $0)) }
    let sources = [["morph.riff_id", "morph.audio_upload_id"]]
    return draft(
      path: "/riffusion/generate", fields: fields, extra: request.extraFields,
      required: (request.morph == nil ? [] : sources) + [["lyrics"], ["tag"], ["title"]])
  }

  /// The request of these fields; of each group of `required` names, one must be there.
  private func draft(
    path: String, fields: [String: JSONValue], extra: [String: JSONValue], required: [[String]]
  ) -> RequestDraft {
    var body = JSONValue.object(fields)
    for (name, value) in extra { body[member: name] = value }
    let missing = required.filter { names in names.allSatisfy { body[member: $0] == nil } }
    return RequestDraft(
      method: "POST", path: path, body: body, missing: missing.compactMap(\.first))
  }

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

extension Dialect where Self == OpenAIHKDialect {
  /// The dialect of api.openai-hk.com.
  public static var openAIHK: OpenAIHKDialect { OpenAIHKDialect() }
}
