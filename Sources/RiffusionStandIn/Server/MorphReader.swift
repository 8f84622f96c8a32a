import AudioModel

/// Reads the requests of `/riffusion/generate` and `/riffusion/generate/topic`, as strictly as the
/// strictest of their documents.
struct MorphReader {
  /// The songs that can be named.
  let book: JobBook
  /// Whether the per-mode pages of yutoai hold, which demand more of an extend.
  let isYutoai: Bool

  private static let models: Set<String> = [
    "FUZZ-1.0", "FUZZ-1.1", "FUZZ-1.0 Pro", "FUZZ-1.1 Pro",
  ]

  /// The order of a request in professional mode.
  ///
  /// - Throws: `Refusal` with 400 for whatever is missing or impossible.
  func generate(_ body: [UInt8]) throws(Refusal) -> SongOrder {
    let fields = try Fields(body)
    let model = try model(in: fields)
    let lyrics = try fields.text("lyrics")
    let tag = try fields.text("tag")
    let title = try fields.text("title")
    let isInstrumental = try fields.flag("instrumental") ?? false
    let work = try fields.object("morph").map(work) ?? .create
    return SongOrder(
      work: work, lyrics: lyrics, style: tag, title: title, model: model,
      isInstrumental: isInstrumental)
  }

  /// The order of a request in inspiration mode.
  ///
  /// - Throws: `Refusal` with 400.
  func topic(_ body: [UInt8]) throws(Refusal) -> SongOrder {
    let fields = try Fields(body)
    let model = try model(in: fields)
    let topic = try fields.text("topic")
    guard !topic.isEmpty else { throw .invalid("topic is required.") }
    let lyrics = InventedLyrics(about: topic)
    return SongOrder(
      work: .topic, lyrics: lyrics.text, style: topic, title: lyrics.title, model: model,
      isInstrumental: try fields.flag("instrumental") ?? false)
  }

  private func model(in fields: Fields) throws(Refusal) -> String {
    let model = try fields.text("model")
    guard Self.models.contains(model) else { throw .invalid("The 'model' field is invalid.") }
    return model
  }

  private func work(_ morph: Fields) throws(Refusal) -> SongOrder.Work {
    let strengths = ["lyrics_strength", "sound_prompt_strength", "weirdness", "cover_strength"]
    for name in strengths { _ = try morph.number("normalized_\(name)", in: 0...1) }
    guard morph.has("normalized_variation_strength") else {
      throw .invalid("morph.normalized_variation_strength is required: a number, or null.")
    }
    _ = try morph.number("normalized_variation_strength", in: 0...1)
    let transform = try morph.text("transform")
    if isYutoai, transform == "extend" {
      for name in strengths.dropLast() {
        _ = try morph.requiredNumber("normalized_\(name)")
      }
      _ = try morph.requiredNumber("duration")
    } else {
      _ = try morph.number("duration")
    }
    let source = try source(of: morph)
    switch transform {
    case "cover": return .cover(source)
    case "extend":
      let crop = try morph.requiredNumber("crop_end_at")
      return .extend(source, at: try source.crop(at: crop, named: "crop_end_at"))
    case "inpaint":
      let start = try morph.requiredNumber("replace_start_at")
      let end = try source.crop(
        at: try morph.requiredNumber("replace_end_at"), named: "replace_end_at")
      guard start < end else {
        throw .invalid("replace_start_at must lie before replace_end_at.")
      }
      return .inpaint(source, TimeRange(start: start, end: end))
    case "swap_vocals": return .swapVocals(source)
    case "swap_sound": return .swapSound(source)
    default: throw .invalid("The 'morph.transform' field is invalid.")
    }
  }

  private func source(of morph: Fields) throws(Refusal) -> Song {
    let riff = try morph.optionalText("riff_id")
    let upload = try morph.optionalText("audio_upload_id")
    guard let id = riff ?? upload, riff == nil || upload == nil else {
      throw .invalid("Exactly one of morph.riff_id and morph.audio_upload_id is required.")
    }
    guard let song = book.song(id), song.isUpload == (upload != nil) else {
      let name = riff == nil ? "audio_upload_id" : "riff_id"
      throw .invalid("The song of '\(name)' is not known.")
    }
    // An upload's state cannot be asked for here, so it may be named at once.
    guard song.isUpload || book.state(of: song) == .succeeded else {
      throw .invalid("The source song is not finished.")
    }
    return song
  }
}
