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
    for input: String, at provider: Provider
  ) async throws -> SuggestionAnswer {
    var analyze = AnalyzeSong(sung: sung)
    analyze.finder = finder
    analyze.finder.provider = provider
    let hearing = try await analyze.hearing(of: .song(input))
    let song: AnalysisDocument
    switch hearing.answer {
    case .analysis(let document): song = document
    case .failure(let failure): return .failure(failure)
    }
    let known = hearing.song.flatMap { $0.isKnown(to: provider) ? $0 : nil }
    do {
      let suggested = try SuggestedRequest(
        song: song, purpose: purpose, anchor: anchor,
        details: completed(by: hearing.song, at: provider),
        source: source ?? known?.source)
      let document = try suggested.document(for: provider)
      let remarks = foreign(hearing.song, to: provider) + document.request.warnings
      return .suggestion(
        document,
        notices: hearing.notices + remarks.map { "\(input.shownInput): \($0)" })
    } catch {
      return .failure(FailureDocument(path: input, error: error))
    }
  }

  /// The details, with the styles of the song itself, and its model at the same provider, where nobody
  /// names others.
  private func completed(by song: LibrarySong?, at provider: Provider) -> GenerateRequest {
    var request = details
    let known = song?.provider == provider.name ? song?.model.map(Model.init(rawValue:)) : nil
    request.model = model ?? known ?? details.model
    request.tag = details.tag ?? song?.tags
    return request
  }

  /// That the id of the song is left out, as another provider knows it by that.
  private func foreign(_ song: LibrarySong?, to provider: Provider) -> [String] {
    guard source == nil, let song, !song.isKnown(to: provider) else { return [] }
    return [
      "it is known at \(song.provider), \(song.endpoint), and the request is for \(provider.name): "
        + "say --provider \(song.provider), or --base-url for another address"
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
