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
  /// What is known of the request already: model, tag, title, the words of the new part.
  package var details: GenerateRequest
  /// What is sung in the song itself, where that is known.
  package var sung: SungText?
  /// Where it is looked up what the file is, and what it sings if nobody says so.
  package var library: SongLibrary?

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

  /// What is suggested for a file, in the words of a provider; a failure is an answer too.
  ///
  /// - Throws: `CancellationError` alone.
  package func answer(
    for path: String, in dialect: some Dialect
  ) async throws -> SuggestionAnswer {
    var analyze = AnalyzeSong(sung: sung)
    analyze.library = library
    let hearing = try await analyze.hearing(of: .file(path))
    let song: AnalysisDocument
    switch hearing.answer {
    case .analysis(let document): song = document
    case .failure(let failure): return .failure(failure)
    }
    do {
      let suggested = try SuggestedRequest(
        song: song, purpose: purpose, anchor: anchor, details: details, source: source)
      return .suggestion(
        try suggested.document(in: dialect),
        notices: hearing.notices + suggested.warnings.map { "\(path): \($0)" })
    } catch {
      return .failure(FailureDocument(path: path, error: error))
    }
  }
}

/// What is said of one song that something was to be suggested for.
package enum SuggestionAnswer: Hashable, Sendable {
  /// A suggestion with its request, and what a person should be told besides, one line each.
  case suggestion(SuggestionDocument, notices: [String])
  /// The song could not be analysed, or has no such place.
  case failure(FailureDocument)
}
