import Foundation
import Hummingbird

/// Dialects B and D, `/api/v1/riffusion/...` and `/api/v1/producer/...`: a task that is looked at by
/// its id, and 202 until it has a song.
struct TaskRoutes: Sendable {
  /// What the dialects share.
  let desk: FrontDesk
  /// `musicapi`, `sunoapi` or `producer`.
  let dialect: StandInDialect
  /// Whether dialect B answers an upload with a task, as D does, rather than with the clip's id.
  let uploadsAreTasks: Bool

  private var isProducer: Bool { dialect == .producer }

  /// Adds the routes.
  func add(to router: Router<StandInContext>) {
    let base = isProducer ? "/api/v1/producer" : "/api/v1/riffusion"
    let reader = TaskTypeReader(book: desk.book)
    router.post("\(base)/create") { request, context in
      try await desk.serve(request, context, in: .flat) { received in
        let body = received.body
        let order = try isProducer ? reader.producer(body) : reader.riffusion(body)
        let fault = try desk.fault(at: .submit, order.operation)
        let job = try desk.book.take(
          order.clamped(by: fault), from: received,
          credits: dialect.credits(for: order.operation), fault: fault)
        return .init(body: Self.accepted(job), fault: fault)
      }
    }
    router.post("\(base)/upload") { request, context in
      try await desk.serve(request, context, in: .flat) { received in
        let url = try Fields(received.body).text(isProducer ? "audio_url" : "url")
        let fault = try desk.fault(at: .upload)
        let job = try desk.book.takeUpload(
          of: url, from: received, credits: dialect.credits(for: .upload))
        let clip: JSON = ["message": "success", "clip_id": .string(job.songs[0].id)]
        let isTask = isProducer || uploadsAreTasks
        return .init(body: isTask ? Self.accepted(job) : clip, fault: fault)
      }
    }
    router.get("\(base)/task/:id") { request, context in
      let id = try context.parameters.require("id")
      let origin = request.origin
      return try await desk.serve(request, context, in: .flat) { _ in
        let fault = try desk.fault(at: .poll)
        guard let job = desk.book.job(id) else {
          throw Refusal(status: 400, type: "invalid_request_error", message: "task not found.")
        }
        // Songs that are still being made are left out, so at times one song stands alone.
        let ended = job.songs.filter { desk.book.state(of: $0).isFinal }
        guard !ended.isEmpty, fault != .notReady else {
          throw Refusal(
            status: 202, type: "not_ready",
            message: "Task is still processing. Please wait a few seconds and try again.")
        }
        let data = ended.map { entry($0, origin: origin) }
        let answer: JSON = ["code": .number(200), "message": "success", "data": .array(data)]
        return .init(body: answer, fault: fault)
      }
    }
  }

  /// Adds what the vendors of B and D have beside: credits, and lyrics without a song.
  func addAccount(to router: Router<StandInContext>) {
    router.get("/api/v1/get-credits") { request, context in
      try await desk.serve(request, context, in: .flat) { _ in
        let fault = try desk.fault(at: .credits)
        let credits = JSON.number(Double(desk.ledger.credits))
        return .init(body: ["credits": credits, "extra_credits": .number(0)], fault: fault)
      }
    }
    router.post("/api/v1/sonic/lyrics") { request, context in
      try await desk.serve(request, context, in: .flat) { received in
        let idea = try Fields(received.body).text("description")
        guard idea.count < 120 else {
          throw Refusal.invalid(
            "The description character length should be less than 120.")
        }
        let fault = try desk.fault(at: .lyrics)
        try desk.ledger.charge(
          Charge(
            operation: .lyrics, path: received.path,
            body: String(decoding: received.body, as: UTF8.self),
            credits: dialect.credits(for: .lyrics), jobID: nil, songIDs: []))
        let results = (0..<2).map { version -> JSON in
          let lyrics = InventedLyrics(about: idea, version: version)
          return ["title": .string(lyrics.title), "lyrics": .string(lyrics.text)]
        }
        return .init(
          body: ["code": .number(200), "message": "success", "results": .array(results)],
          fault: fault)
      }
    }
  }

  private static func accepted(_ job: Job) -> JSON {
    ["message": "success", "task_id": .string(job.id)]
  }

  private func entry(_ song: Song, origin: String) -> JSON {
    let state = desk.book.state(of: song)
    let media = MediaRoutes.addresses(of: song, in: state, origin: origin)
    var members: [String: JSON] = [
      "clip_id": .string(song.id), "title": .string(song.title), "lyrics": .string(song.lyrics),
      "image_url": .string(media.image), "audio_url": .string(media.audio), "video_url": .null,
      "created_at": .string(Self.stamp(song.createdAt)), "mv": .string(song.model),
      "duration": .number(state == .succeeded ? song.recipe.duration : 0),
      "state": .string(state == .succeeded ? "succeeded" : "failed"),
    ]
    if isProducer {
      members["sound"] = .string(song.style)
      members["seed"] = .string(String(song.recipe.performance(at: 0).performance.seed))
    } else {
      members["timestamp"] = ["words": []]
    }
    switch state {
    case .failed(let reason): members["error"] = .string(reason)
    case .flagged:
      members["error"] = "The lyrics contain inappropriate content and need moderation review."
    case .queued, .running, .succeeded: break
    }
    let shape = desk.wordTimes ?? (isProducer ? .none : .timestamp)
    if state == .succeeded, let times = shape.member(for: song.recipe.words) {
      members[times.name] = times.value
    }
    return .object(members)
  }

  /// A time as the vendors write it, with six digits of a second.
  private static func stamp(_ date: Date) -> String {
    let millis = date.formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    return millis.replacing("Z", with: "000Z")
  }
}
