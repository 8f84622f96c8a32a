package import RiffusionAPI

/// The next order of a run, ready to be sent.
package struct PlannedOrder: Sendable {
  /// The order.
  package var request: GenerateRequest
  /// What was chosen in the source, and why; `nil` for what works on a whole song.
  package var choice: RunChoice?
  /// All that will be sung in the songs; `nil` where that is not known.
  package var lyrics: String?
  /// What the user should know, one line each.
  package var notices: [String] = []

  /// An order that starts from nothing.
  package init(request: GenerateRequest) {
    self.request = request
    if case .lyrics(let text)? = request.words { lyrics = text }
  }

  /// An order of a plan from a source: what the plan leaves open is the source's.
  ///
  /// - Parameters:
  ///   - plan: What was asked for.
  ///   - transform: What is done to the source.
  ///   - source: The song.
  ///   - parentStrengths: The strengths that the source was made with, if it was made so.
  package init(
    _ plan: RunPlan, _ transform: Morph.Transform, of source: LibrarySong,
    parentStrengths: Strengths? = nil
  ) {
    request = plan.template
    request.morph = Morph(
      transform, of: source.source,
      strengths: plan.strengths.strengths(over: parentStrengths ?? transform.usualStrengths))
    request.model = plan.model ?? source.model.map(Model.init(rawValue:)) ?? request.model
    request.tag = request.tag ?? source.tags
    // Once more of the same does not make the title longer.
    request.title =
      request.title
      ?? source.title.map {
        $0.hasSuffix(transform.titleSuffix) ? $0 : $0 + transform.titleSuffix
      }
  }
}
