package import RiffusionAPI
package import SongAnalysis

/// A request made of what the analysis suggests, as far as it can be made.
package struct SuggestedRequest: Sendable {
  /// What the request is for.
  package enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// Keep the start of the song, and go on.
    case extend
    /// Make one part anew.
    case inpaint

    /// The anchor when none is named: the last chorus, or the best range.
    package var usualAnchor: Anchor {
      switch self {
      case .extend: .lastChorus
      case .inpaint: .auto
      }
    }
  }

  /// What was taken from the analysis.
  package enum Choice: Hashable, Sendable {
    /// A point to go on from.
    case extend(ExtendSuggestion)
    /// A part to make anew.
    case inpaint(InpaintSuggestion)
  }

  /// The song that the request starts from.
  package let song: AnalysisDocument
  /// The suggestion that was chosen, or that the user asked for.
  package let choice: Choice
  /// The order, with everything left open that is not known.
  package let request: GenerateRequest

  /// The request for a purpose, at an anchor.
  ///
  /// - Parameters:
  ///   - song: What was heard.
  ///   - purpose: Whether to go on or to replace.
  ///   - anchor: Where; the usual one of the purpose when `nil`.
  ///   - details: What the user knows already: model, lyrics, tag, title. Its `morph` is replaced. A
  ///     missing title is that of the song with the usual suffix, where the song's is known.
  ///   - source: The id by which the provider that the request is for knows the song, if it does.
  /// - Throws: `SongRunError` where the song has no such point or part.
  package init(
    song: AnalysisDocument, purpose: Purpose, anchor: Anchor?, details: GenerateRequest,
    source: SongSource?
  ) throws(SongRunError) {
    let anchor = anchor ?? purpose.usualAnchor
    let choice: Choice =
      switch purpose {
      case .extend: .extend(try anchor.crop(in: song))
      case .inpaint: .inpaint(try anchor.range(in: song))
      }
    self.init(song: song, choice: choice, details: details, source: source)
  }

  /// The request for a suggestion that is known.
  package init(
    song: AnalysisDocument, choice: Choice, details: GenerateRequest = GenerateRequest(),
    source: SongSource?
  ) {
    let transform: Morph.Transform =
      switch choice {
      case .extend(let crop): .extend(cropEndAt: crop.cropEndAt)
      case .inpaint(let range): .inpaint(start: range.replaceStartAt, end: range.replaceEndAt)
      }
    self.song = song
    self.choice = choice
    var request = details
    request.morph = Morph(transform, of: source)
    request.title = details.title ?? song.source.title.map { $0 + transform.titleSuffix }
    self.request = request
  }

  /// What is printed, with the request in the words of a provider.
  ///
  /// - Throws: `RiffusionError` for a value that the API does not take.
  package func document(for provider: Provider) throws(RiffusionError) -> SuggestionDocument {
    SuggestionDocument(
      source: song.source, suggestions: song.suggestions, chosen: choice,
      request: try provider.draft(of: request))
  }
}
