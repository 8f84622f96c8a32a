import AudioModel

/// Reads the bodies of `/api/v1/riffusion/create` and of `/api/v1/producer/create`, which name the
/// operation in `task_type`.
struct TaskTypeReader {
  /// The songs that can be named.
  let book: JobBook

  private static let models: Set<String> = [
    "FUZZ-1.0", "FUZZ-1.1", "FUZZ-1.0 Pro", "FUZZ-1.1 Pro",
  ]
  private static let producerModels = models.union([
    "FUZZ-0.8", "FUZZ-2.0", "FUZZ-2.0 Pro", "FUZZ-2.0 Raw", "FUZZ-3-Demo", "Lyria 3 preview",
  ])

  /// The order of a riffusion request.
  ///
  /// The published pages do not name the fields of the replaced range; `starts_at` and `ends_at`
  /// are read, as the successor names them, and else `replace_start_at` and `replace_end_at`, or
  /// `starts` and `ends`.
  ///
  /// - Throws: `Refusal` with 400.
  func riffusion(_ body: [UInt8]) throws(Refusal) -> SongOrder {
    let fields = try Fields(body)
    let model = try model(in: fields, of: Self.models)
    guard let isCustom = try fields.flag("custom_mode") else {
      throw .invalid("The 'custom_mode' field should be boolean.")
    }
    let isInstrumental = try fields.flag("make_instrumental") ?? false
    let task = try fields.optionalText("task_type") ?? "create_music"
    if task == "create_music" {
      if isCustom {
        let lyrics = try fields.optionalText("lyrics") ?? ""
        guard isInstrumental || !lyrics.isEmpty else { throw .invalid("lyrics is required.") }
        return SongOrder(
          work: .create, lyrics: lyrics, style: try fields.optionalText("sound") ?? "",
          title: try fields.optionalText("title") ?? "", model: model,
          isInstrumental: isInstrumental)
      }
      let prompt = try fields.text("prompt")
      guard prompt.count < 3000 else {
        throw .invalid("The prompt character length should be less than 3000.")
      }
      return Self.topic(prompt, model: model, isInstrumental: isInstrumental)
    }
    guard isCustom else { throw .invalid("'\(task)' needs custom_mode true.") }
    let lyrics = try fields.text("lyrics")
    let sound = try fields.text("sound")
    let id = try fields.text("continue_clip_id")
    let isUpload = task.contains("_upload_")
    let source = try source(id, named: "continue_clip_id")
    guard source.isUpload == isUpload else {
      throw .invalid(
        isUpload ? "The clip is no upload." : "The clip is an upload: use its own task_type.")
    }
    let work: SongOrder.Work
    switch task.replacing("upload_", with: "") {
    case "extend_music":
      work = .extend(
        source,
        at: try source.crop(at: fields.requiredNumber("continue_at"), named: "continue_at"))
    case "cover_music": work = .cover(source)
    case "replace_music":
      work = .inpaint(source, try range(in: fields, of: source, isEndNeeded: true))
    case "swap_music_vocals": work = .swapVocals(source)
    case "swap_music_sound": work = .swapSound(source)
    default: throw .invalid("The 'task_type' field is invalid.")
    }
    return SongOrder(
      work: work, lyrics: lyrics, style: sound,
      title: try fields.optionalText("title") ?? source.title, model: model,
      isInstrumental: isInstrumental)
  }

  /// The order of a producer request.
  ///
  /// - Throws: `Refusal` with 400, and 410 for the operation that this dialect no longer has.
  func producer(_ body: [UInt8]) throws(Refusal) -> SongOrder {
    let fields = try Fields(body)
    let task = try fields.text("task_type")
    let model = try model(in: fields, of: Self.producerModels)
    let lyrics = try fields.optionalText("lyrics") ?? ""
    let sound = try fields.optionalText("sound") ?? ""
    let title = try fields.optionalText("title") ?? ""
    guard title.count <= 80 else {
      throw .invalid("The title character length should be less than 80.")
    }
    _ = try fields.number("lyrics_strength", in: 0...1)
    _ = try fields.number("sound_strength", in: 0.2...1)
    _ = try fields.number("weirdness", in: 0...1)
    _ = try fields.number("cover_strength", in: 0.2...1)
    let isInstrumental = try fields.flag("make_instrumental") ?? false
    guard !lyrics.isEmpty || !sound.isEmpty || fields.has("instruction") else {
      throw .invalid("sound or lyrics is required.")
    }
    if task == "create_music" {
      guard lyrics.isEmpty, !isInstrumental else {
        return SongOrder(
          work: .create, lyrics: lyrics, style: sound, title: title, model: model,
          isInstrumental: isInstrumental)
      }
      return Self.topic(sound, model: model, isInstrumental: isInstrumental)
    }
    if task == "music_variation" {
      throw Refusal(status: 410, type: "gone", message: "music_variation is no longer available.")
    }
    let source = try source(try fields.text("clip_id"), named: "clip_id")
    let work: SongOrder.Work
    switch task {
    case "extend_music":
      let start = try fields.number("starts_at") ?? 30
      work = .extend(source, at: try source.crop(at: start, named: "starts_at"))
    case "cover_music": work = .cover(source)
    case "replace_music":
      work = .inpaint(source, try range(in: fields, of: source, isEndNeeded: false))
    case "swap_music_vocals": work = .swapVocals(source)
    case "swap_music_sound": work = .swapSound(source)
    default: throw .invalid("The 'task_type' field is invalid.")
    }
    return SongOrder(
      work: work, lyrics: lyrics, style: sound, title: title.isEmpty ? source.title : title,
      model: model, isInstrumental: isInstrumental)
  }

  private static func topic(_ idea: String, model: String, isInstrumental: Bool) -> SongOrder {
    let lyrics = InventedLyrics(about: idea)
    return SongOrder(
      work: .topic, lyrics: lyrics.text, style: idea, title: lyrics.title, model: model,
      isInstrumental: isInstrumental)
  }

  private func model(
    in fields: Fields, of known: Set<String>
  ) throws(Refusal) -> String {
    guard let model = try fields.optionalText("mv"), known.contains(model) else {
      throw .invalid(
        "The 'mv' field is invalid. It is one of \(known.sorted().joined(separator: ", ")).")
    }
    return model
  }

  private func source(_ id: String, named name: String) throws(Refusal) -> Song {
    guard let song = book.song(id) else { throw .invalid("The clip of '\(name)' is not known.") }
    // Whoever is told an upload's id at once may name it at once.
    guard song.isUpload || book.state(of: song) == .succeeded else {
      throw .invalid("The clip of '\(name)' is not finished.")
    }
    return song
  }

  private func range(
    in fields: Fields, of source: Song, isEndNeeded: Bool
  ) throws(Refusal) -> TimeRange {
    let names = [
      ("starts_at", "ends_at"), ("replace_start_at", "replace_end_at"), ("starts", "ends"),
    ]
    let (first, last) = names.first { fields.has($0.0) } ?? names[0]
    let start = try fields.requiredNumber(first)
    let asked = isEndNeeded ? try fields.requiredNumber(last) : try fields.number(last)
    let end = try source.crop(at: asked ?? source.recipe.duration, named: last)
    guard start < end else { throw .invalid("\(first) must lie before \(last).") }
    return TimeRange(start: start, end: end)
  }
}
