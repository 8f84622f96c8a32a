import Foundation
import RiffusionAPI
package import SongAnalysis

/// The JSON body of the request that each suggestion of a song would become.
package struct SuggestedBodies: Hashable, Sendable {
  /// One body, as far as it is known.
  package struct Body: Hashable, Sendable {
    /// JSON on many lines, keys sorted.
    package let json: String
    /// The wire names of what the provider asks for besides, such as `lyrics`.
    package let missing: [String]
  }

  /// The bodies of `suggestions.extend`, in its order.
  package let extend: [Body]
  /// The bodies of `suggestions.inpaint`, in its order.
  package let inpaint: [Body]
  /// The body for a cut that someone has yet to choose; it stands at the end of the song, or at 1 s
  /// in a shorter one.
  package let open: Body

  /// The bodies for a song, as the default provider takes them.
  ///
  /// - Throws: `RiffusionError` for a time that the API does not take; Foundation's `EncodingError`
  ///   for a number that is not finite, which no document holds.
  package init(of song: AnalysisDocument) throws {
    extend = try song.suggestions.extend.map { try Body(song, .extend($0)) }
    inpaint = try song.suggestions.inpaint.map { try Body(song, .inpaint($0)) }
    let end = max(1, song.decode.durationInSeconds)
    let cut = ExtendSuggestion(cropEndAt: end, anchor: "end", confidence: 0, reason: "")
    open = try Body(song, .extend(cut))
  }
}

extension SuggestedBodies.Body {
  fileprivate init(_ song: AnalysisDocument, _ choice: SuggestedRequest.Choice) throws {
    let source = song.source.songID.map(SongSource.song(id:))
    let suggested = SuggestedRequest(song: song, choice: choice, source: source)
    let draft = try Provider(.openAIHK).draft(of: suggested.request)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    json = String(decoding: try encoder.encode(draft.body), as: UTF8.self)
    missing = draft.missing
  }
}
