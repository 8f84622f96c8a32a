import Foundation
package import RiffusionAPI
package import SongAnalysis

/// What is suggested for one song, and the request that would follow it: the published JSON object
/// `segue.suggestion/1`.
package struct SuggestionDocument: Hashable, Sendable, Encodable {
  /// The name and version of this shape.
  package static let schemaName = "segue.suggestion/1"

  /// Always `schemaName`.
  package let schema = schemaName
  /// Which song it is about.
  package let source: SourceReport
  /// Everything that the analysis suggests.
  package let suggestions: SuggestionsReport
  /// The one that the request was made of.
  package let chosen: SuggestedRequest.Choice
  /// The request, as far as it is known.
  package let request: RequestDraft
  /// The wire names of what the request lacks.
  package var missing: [String] { request.missing }

  /// A document of the current schema.
  package init(
    source: SourceReport, suggestions: SuggestionsReport, chosen: SuggestedRequest.Choice,
    request: RequestDraft
  ) {
    self.source = source
    self.suggestions = suggestions
    self.chosen = chosen
    self.request = request
  }

  /// The request as a person reads it: the method and the path, then the body on many lines.
  package func requestText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let body = String(decoding: try encoder.encode(request.body), as: UTF8.self)
    return "\(request.method) \(request.path)\n\(body)"
  }

  private enum CodingKeys: String, CodingKey {
    case schema, source, suggestions, chosen, request, missing
  }

  /// Writes the document; `missing` stands beside the request.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(source, forKey: .source)
    try container.encode(suggestions, forKey: .suggestions)
    try container.encode(request, forKey: .request)
    try container.encode(missing, forKey: .missing)
    switch chosen {
    case .extend(let crop): try container.encode(crop, forKey: .chosen)
    case .inpaint(let range): try container.encode(range, forKey: .chosen)
    }
  }
}
