package import RiffusionAPI

/// One order, from the words of the user to the files of its songs.
///
/// Each request that costs money is sent once. Where its answer is missing the order is in doubt,
/// which the outcome says; it is never sent again.
package struct SongOrder: Sendable {
  /// What is ordered; its source may be missing where it has to be uploaded first.
  package var request: GenerateRequest
  /// The address to upload first.
  package var uploadURL: String?
  /// How long the source is, in seconds, where that is known.
  package var sourceDuration: Double?

  /// An order that starts from nothing.
  package init(request: GenerateRequest) { self.request = request }

  /// An order that starts from a source: what the user leaves open is taken from it.
  ///
  /// The title is the source's, followed by what was done to it; the tag is the source's.
  package init(
    request: GenerateRequest, transform: Morph.Transform, strengths: Strengths,
    from found: SourceLookup.Found
  ) {
    self.request = request
    self.request.morph = Morph(transform, of: found.source, strengths: strengths)
    if self.request.tag == nil { self.request.tag = found.song?.tags }
    if self.request.title == nil {
      self.request.title = found.song?.title.map { $0 + transform.titleSuffix }
    }
    if self.request.words == nil, transform.singsTheWholeSong {
      self.request.words = found.song?.lyrics.map { .lyrics($0) }
    }
    uploadURL = found.source == nil ? found.uploadURL : nil
    sourceDuration = found.duration
  }

  /// The requests that would be sent, in order, with `<upload id>` for what only an upload tells.
  package func drafts(
    in client: RiffusionClient
  ) throws(RiffusionError) -> [RequestDraft] {
    guard let uploadURL else {
      return [try client.draft(of: request, sourceDuration: sourceDuration)]
    }
    var later = request
    later.morph?.source = .upload(id: "<upload id>")
    return [
      try client.provider.dialect.draft(ofUploadFrom: uploadURL),
      try client.draft(of: later, sourceDuration: sourceDuration),
    ]
  }

  /// Sends the order.
  ///
  /// Everything is checked before the first request that costs money.
  ///
  /// - Returns: The job.
  /// - Throws: `RiffusionError`, `CancellationError`.
  package func submit(
    to client: RiffusionClient, reporting report: @escaping @Sendable (OrderEvent) -> Void
  ) async throws -> Job {
    let drafts = try drafts(in: client)
    for draft in drafts {
      try draft.requireComplete()
      draft.warnings.forEach { report(.warning($0)) }
    }
    var order = request
    var upload: String?
    if let uploadURL {
      report(.uploading(uploadURL))
      let id = try await Self.uploadID(of: uploadURL, at: client, report)
      order.morph?.source = .upload(id: id)
      upload = id
    }
    do {
      let job = try await client.submit(order, sourceDuration: sourceDuration)
      report(.submitted(JobHandle(job)))
      return job
    } catch {
      // It is paid for, and need not be paid for again.
      if let upload {
        report(.warning("the upload is there; order from it with --upload-id \(upload)"))
      }
      throw error
    }
  }

  private static func uploadID(
    of url: String, at client: RiffusionClient,
    _ report: @Sendable (OrderEvent) -> Void
  ) async throws -> String {
    switch try await client.upload(url) {
    case .ready(let id):
      return id
    case .pending(let job):
      report(.submitted(JobHandle(job)))
      return try await client.uploadID(of: job)
    }
  }
}

extension Morph.Transform {
  /// Whether the words of an order are those of the whole song, and not of its new part alone.
  fileprivate var singsTheWholeSong: Bool {
    switch self {
    case .cover, .swapVocals, .swapSound: true
    case .extend, .inpaint: false
    }
  }
}
