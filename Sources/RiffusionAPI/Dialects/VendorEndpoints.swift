/// What the dialects `task_type` and `producer` share, being sold by the same vendors.
enum VendorEndpoints {
  /// The names of a range in the successor's documents (docs.musicapi.ai, 2026-04).
  static let replaceFields = DialectOptions.ReplaceFields(start: "starts_at", end: "ends_at")

  /// Lyrics from a description; the answer holds them at once.
  static func lyrics(about description: String) -> RequestDraft {
    RequestDraft(
      method: "POST", path: "/api/v1/sonic/lyrics", body: ["description": .string(description)])
  }

  /// What is left to spend.
  static let credits = RequestDraft(method: "GET", path: "/api/v1/get-credits")

  /// The state of a task.
  static func status(
    of job: Job.Reference, below prefix: String, dialect: some Dialect
  ) throws(RiffusionError) -> RequestDraft {
    switch job {
    case .task(let id), .upload(let id):
      RequestDraft(method: "GET", path: "\(prefix)/task/\(id.percentEncodedID)")
    case .songs:
      throw dialect.notOffered("status", "tells tasks, not single songs; give the task's id")
    }
  }

  /// The task that an order was answered with.
  static func task(in answer: JSONValue) -> Job.Reference? {
    answer.first(["task_id", "data.task_id"], as: \.identifier).map { .task($0) }
  }

  /// What an upload was answered with.
  static func upload(in answer: JSONValue) -> UploadAnswer? {
    let names = ["clip_id", "data.clip_id", "audio_id", "data.audio_id"]
    if let id = answer.first(names, as: \.identifier) { return .ready(id: id) }
    if let clip = SongReading.songs(in: answer[member: "data"] ?? .null).first {
      return .ready(id: clip.id)
    }
    return answer.first(["task_id", "data.task_id"], as: \.identifier).map { .pending(task: $0) }
  }

  /// Bare ids: one is that of a task, several can only be songs.
  static func job(ofIDs ids: [String]) -> Job.Reference {
    ids.count == 1 ? .task(ids[0]) : .songs(ids)
  }
}
