package import RiffusionAPI
package import SongAnalysis

/// The way from a file to the request that would go on from it.
package struct SuggestForSong: Sendable {
  /// Whether to go on or to replace.
  package var purpose: SuggestedRequest.Purpose
  /// Where, or `nil` for the usual place of the purpose.
  package var anchor: Anchor?
  /// The provider's id of the song, where it is known.
  package var source: SongSource?
  /// What is known of the request already: tag, title, the words of the new part.
  package var details: GenerateRequest
  /// The model, where the user names one; else that of the song, where it is known.
  package var model: Model?
  /// What is sung in the song itself, where that is known.
  package var sung: SungText?
  /// Finds the file, and what is known of its song: its id and what it sings, if nobody says so.
  package var finder = SongFinder()

  /// A suggestion of which everything is said at once.
  package init(
    purpose: SuggestedRequest.Purpose, anchor: Anchor?, source: SongSource?,
    details: GenerateRequest, sung: SungText? = nil
  ) {
    self.purpose = purpose
    self.anchor = anchor
    self.source = source
    self.details = details
    self.sung = sung
  }

  /// What is suggested for an input, in the words of a provider; a failure is an answer too.
  ///
  /// - Throws: `CancellationError` alone.
  package func answer(
    for input: String, in dialect: some Dialect
  ) async throws -> SuggestionAnswer {
    var analyze = AnalyzeSong(sung: sung)
    analyze.finder = finder
    let hearing = try await analyze.hearing(of: .song(input))
    let song: AnalysisDocument
    switch hearing.answer {
    case .analysis(let document): song = document
    case .failure(let failure): return .failure(failure)
    }
    do {
      let suggested = try SuggestedRequest(
        song: song, purpose: purpose, anchor: anchor,
        details: completed(by: hearing.song), source: source ?? hearing.song?.source)
      return .suggestion(
        try suggested.document(in: dialect),
        notices: hearing.notices
          + (foreign(hearing.song, to: dialect) + suggested.warnings).map { "\(input): \($0)" })
    } catch {
      return .failure(FailureDocument(path: input, error: error))
    }
  }

  /// The details, with the model and the styles of the song itself where nobody names others.
  private func completed(by song: LibrarySong?) -> GenerateRequest {
    var request = details
    request.model = model ?? song?.model.map(Model.init(rawValue:)) ?? details.model
    request.tag = details.tag ?? song?.tags
    return request
  }

  /// That a request names a song which another provider knows, if it does.
  private func foreign(_ song: LibrarySong?, to dialect: some Dialect) -> [String] {
    guard source == nil, let song, song.provider != dialect.name else { return [] }
    return [
      "\(song.provider) knows it, and the request is for \(dialect.name): say --provider "
        + song.provider
    ]
  }
}

/// What is said of one song that something was to be suggested for.
package enum SuggestionAnswer: Hashable, Sendable {
  /// A suggestion with its request, and what a person should be told besides, one line each.
  case suggestion(SuggestionDocument, notices: [String])
  /// The song could not be analysed, or has no such place.
  case failure(FailureDocument)
}
