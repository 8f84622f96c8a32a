import HTTPTypes
import Hummingbird

/// Dialect A: `/riffusion/...`, as openai-hk and yutoai sell it.
struct MorphRoutes: Sendable {
  /// What the dialects share.
  let desk: FrontDesk
  /// `openAIHK` or `yutoai`: the words of the feed.
  let dialect: StandInDialect

  /// Adds the routes.
  func add(to router: Router<StandInContext>) {
    let reader = MorphReader(book: desk.book, isYutoai: dialect == .yutoai)
    router.post("/riffusion/generate") { request, context in
      try await submit(request, context, reader.generate)
    }
    router.post("/riffusion/generate/topic") { request, context in
      try await submit(request, context, reader.topic)
    }
    router.post("/riffusion/upload") { request, context in
      try await desk.serve(request, context, in: .nested) { received in
        let url = try Fields(received.body).text("url")
        let fault = try desk.fault(at: .upload)
        let job = try desk.book.takeUpload(
          of: url, from: received, credits: dialect.credits(for: .upload))
        return .init(body: ["id": .string(job.songs[0].id)], fault: fault)
      }
    }
    router.get("/riffusion/feed/:ids") { request, context in
      let ids = try context.parameters.require("ids").split(separator: ",").map(String.init)
      let origin = request.origin
      return try await desk.serve(request, context, in: .nested) { _ in
        let fault = try desk.fault(at: .poll)
        if fault == .notReady { return .init(body: [], fault: fault) }
        // Ids that are not known are left out.
        let songs = ids.compactMap(desk.book.song).filter { !$0.isUpload }
        return .init(body: .array(songs.map { entry($0, origin: origin) }), fault: fault)
      }
    }
  }

  private func submit(
    _ request: Request, _ context: StandInContext,
    _ read: ([UInt8]) throws(Refusal) -> SongOrder
  ) async throws -> Response {
    try await desk.serve(request, context, in: .nested) { received in
      let order = try read(received.body)
      let fault = try desk.fault(at: .submit, order.operation)
      let job = try desk.book.take(
        order.clamped(by: fault), from: received,
        credits: dialect.credits(for: order.operation), fault: fault)
      let ids = job.songs.map { ["id": .string($0.id)] as JSON }
      return .init(body: ["jobs": .array(ids)], fault: fault)
    }
  }

  /// One song of the feed.
  ///
  /// While it is made there is at first no address of audio and then that of a preview, so that a
  /// client which takes an address for success is found out.
  private func entry(_ song: Song, origin: String) -> JSON {
    let state = desk.book.state(of: song)
    let media = MediaRoutes.addresses(of: song, in: state, origin: origin)
    var members: [String: JSON] = [
      "id": .string(song.id), "title": .string(song.title), "image_url": .string(media.image),
      "tags": .string(
        song.style.split(whereSeparator: { ",，".contains($0) })
          .map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: ", ")),
      "duration": .number(state == .succeeded ? song.recipe.duration : 0),
      "status": .string(status(of: state)),
    ]
    switch dialect {
    case .yutoai:
      members["process"] = .number(Double(state.percent))
      members["generations"] = [["audio_url": .string(media.audio)]]
      members["audio_url"] = .string(state == .succeeded ? media.audio : "")
    default:
      members["audio_url"] = .string(media.audio)
      members["video_url"] = ""
    }
    if case .failed(let reason) = state { members["fail_reason"] = .string(reason) }
    if state == .succeeded, let times = (desk.wordTimes ?? .none).member(for: song.recipe.words) {
      members[times.name] = times.value
    }
    return .object(members)
  }

  private func status(of state: SongState) -> String {
    switch (dialect, state) {
    case (.yutoai, .queued), (.yutoai, .running): "process"
    case (.yutoai, .succeeded): "success"
    case (_, .queued): "queued"
    case (_, .running): "generating_audio"
    case (_, .succeeded): "complete"
    case (_, .failed): "failed"
    case (_, .flagged): "flagged"
    }
  }
}

extension SongState {
  /// How much is done, in parts of a hundred.
  var percent: Int {
    switch self {
    case .queued: 0
    case .running(let percent): percent
    case .succeeded, .failed, .flagged: 100
    }
  }
}

extension SongOrder {
  /// The order with an extend's crop moved to where a fault clamps it.
  func clamped(by fault: Fault?) -> SongOrder {
    guard case .clampCrop(let limit)? = fault, case .extend(let source, let crop) = work else {
      return self
    }
    return SongOrder(
      work: .extend(source, at: min(crop, limit)), lyrics: lyrics, style: style, title: title,
      model: model, isInstrumental: isInstrumental)
  }
}

extension Request {
  /// The address under which the client has found the server.
  var origin: String { "http://\(head.authority ?? "127.0.0.1")" }
}
