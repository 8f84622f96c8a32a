extension RiffusionClient {
  /// An order in the provider's words, checked against what is known of the source.
  ///
  /// - Returns: The request, which may still lack something.
  /// - Throws: As `Provider.draft(of:sourceDuration:)`; nothing is sent.
  public func draft(
    of request: GenerateRequest, sourceDuration: Double? = nil
  ) throws(RiffusionError) -> RequestDraft {
    try provider.draft(of: request, sourceDuration: sourceDuration)
  }

  /// Sends an order, once.
  ///
  /// - Returns: The job, by which the songs can be waited for; it is worth keeping.
  /// - Throws: `RiffusionError`. Where its `mayHaveBeenCharged` is true the order is in doubt: look at
  ///   the provider's list of songs before sending it again.
  public func submit(
    _ request: GenerateRequest, sourceDuration: Double? = nil
  ) async throws -> Job {
    try await submit(draft(of: request, sourceDuration: sourceDuration), as: Operation(request))
  }

  /// Sends an order that has been drafted, once.
  func submit(_ draft: RequestDraft, as operation: Operation) async throws -> Job {
    let answer = try await exchange(draft, for: operation)
    guard let reference = answer.value.flatMap(provider.dialect.job) else {
      throw unreadable(answer, for: operation, "the answer names no job")
    }
    return job(reference)
  }

  /// Lets the provider take in the audio at a public address, once.
  ///
  /// - Returns: The id for `SongSource.upload`, or a job to wait for with `uploadID(of:)`.
  public func upload(_ url: String) async throws -> Upload {
    let draft = try provider.dialect.draft(ofUploadFrom: url)
    let answer = try await exchange(draft, for: .upload)
    switch answer.value.flatMap(provider.dialect.upload) {
    case .ready(let id): return .ready(id: id)
    case .pending(let task): return .pending(job(.upload(task)))
    case nil: throw unreadable(answer, for: .upload, "the answer names no upload")
    }
  }

  /// Lets the provider write lyrics, once.
  ///
  /// - Returns: At least one version.
  public func lyrics(about description: String) async throws -> [WrittenLyrics] {
    guard !description.allSatisfy(\.isWhitespace) else {
      throw RiffusionError(
        code: .invalidValue, subject: "description", detail: "it is empty")
    }
    let draft = try provider.dialect.draft(ofLyricsAbout: description)
    let answer = try await exchange(draft, for: .lyrics)
    let versions = answer.value.map(WrittenLyrics.versions) ?? []
    guard !versions.isEmpty else {
      throw unreadable(answer, for: .lyrics, "the answer holds no lyrics")
    }
    return versions
  }

  /// What is left to spend.
  public func credits() async throws -> Credits {
    let answer = try await exchange(provider.dialect.draftOfCredits(), for: .credits)
    guard let credits = answer.value.flatMap({ Credits($0) }) else {
      throw unreadable(answer, for: .credits, "the answer tells no credits")
    }
    return credits
  }

  /// A job at this provider.
  func job(_ reference: Job.Reference) -> Job {
    Job(provider: provider.name, endpoint: provider.endpoint, reference: reference)
  }

  /// An order may be charged though its answer makes no sense.
  private func unreadable(
    _ answer: ProviderAnswer, for operation: Operation, _ detail: String
  ) -> RiffusionError {
    RiffusionError(
      code: .unreadableAnswer, subject: operation.rawValue, detail: detail, status: answer.status,
      providerWords: answer.words, traceID: answer.traceID, mayHaveBeenCharged: operation.isPaid)
  }
}
