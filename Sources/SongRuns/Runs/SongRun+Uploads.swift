import RiffusionAPI

extension SongRun {
  /// Lets the provider take in the audio at an address.
  func send(uploadOf url: String, in run: LibraryRun) async throws {
    report(.order(.uploading(url)))
    let draft = try client.provider.dialect.draft(ofUploadFrom: url)
    let request = PaidRequest(
      run: run.id ?? 0, round: 0, purpose: .upload, draft: SentRequest(draft))
    try await send(request) {
      let upload = try await client.upload(url)
      if case .pending(let job) = upload { report(.order(.submitted(JobHandle(job)))) }
      return upload
    } noting: { upload in
      switch upload {
      case .ready(let id): PaidAnswer(uploadID: id)
      case .pending(let job): PaidAnswer(job: job)
      }
    }
  }

  /// Makes a song of an upload that was taken.
  func take(_ upload: PaidRequest, from url: String, in run: LibraryRun) async throws {
    var id = upload.uploadID
    if id == nil, let handle = upload.handle {
      do {
        id = try await client.uploadID(
          of: Job(
            provider: handle.provider, endpoint: client.provider.endpoint,
            reference: handle.reference))
      } catch let error as RiffusionError {
        throw error.endingWait(inRun: run.id ?? 0)
      }
    }
    guard let id else {
      throw SongRunError(
        code: .unresolvedSource, subject: url, detail: "the provider named no id of the upload")
    }
    var song = LibrarySong(at: client.provider, source: .upload(id: id))
    if let source = run.plan.uploaded {
      (song.path, song.sha256, song.duration) = (source.path, source.sha256, source.duration)
      (song.title, song.tags, song.lyrics) = (source.title, source.tags, source.lyrics)
    }
    song.request = upload.id
    try library.take(uploadID: id, of: upload, as: song)
  }
}
