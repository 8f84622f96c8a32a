package import RiffusionAPI
package import SongAnalysis
import SongLyrics

/// Making a part of a song anew.
package struct InpaintRun: Sendable {
  /// What was asked for, as a whole.
  package let plan: RunPlan
  /// What was asked for of the part.
  package let inpaint: InpaintPlan

  /// The work of a plan.
  package init(_ plan: RunPlan, _ inpaint: InpaintPlan) {
    self.plan = plan
    self.inpaint = inpaint
  }

  /// Whether nothing can be ordered without hearing the source: not where the user gave the range
  /// and the words.
  package var needsAnalysis: Bool { inpaint.range == nil || plan.template.words == nil }

  /// The order.
  ///
  /// - Parameters:
  ///   - source: The song to mend.
  ///   - heard: What was heard in it; `nil` where it was not listened to.
  ///   - strengths: The strengths that the source was made with.
  /// - Returns: The order, ready to be sent.
  /// - Throws: `SongRunError` where there is no such section, or none to mend, or no words.
  package func order(
    of source: LibrarySong, heard: AnalysisDocument?, strengths: Strengths?
  ) throws(SongRunError) -> PlannedOrder {
    let choice: RunChoice
    if let range = inpaint.range {
      choice = RunChoice(
        asked: .inpaint(start: range.start, end: range.end), in: heard, singing: source.words)
    } else if let heard {
      let anchor = try Anchor(inpaint.section ?? "\(Anchor.auto)")
      choice = RunChoice(try anchor.range(in: heard))
      try choice.requireTrust(
        of: "the range from \((choice.replaceStartAt ?? 0).clock(decimals: 1)) to "
          + (choice.replaceEndAt ?? 0).clock(decimals: 1), in: heard, as: "\(anchor)",
        isBold: plan.isBold,
        instead: "Say --yes to pay for it, --section or --range for another one")
    } else {
      throw SongRunError(
        code: .unresolvedSource, subject: source.id,
        detail: "there is no audio of it to listen to: give its file, or --range TIME-TIME")
    }
    guard let transform = choice.transform else {
      preconditionFailure("the choice of an inpaint is a range")
    }
    var order = PlannedOrder(plan, transform, of: source, parentStrengths: strengths)
    order.choice = choice
    let sung = (plan.sourceLyrics ?? source.lyrics).map { Lyrics($0) }
    let range = sung.flatMap { Self.sections(of: choice, in: $0, heard: heard) }
    order.lyrics = sung?.text
    switch (order.request.words, sung, range) {
    case (.lyrics(let words), let sung?, let range?):
      let new = Lyrics(words).sections
      order.lyrics =
        Lyrics(
          sections: sung.sections[..<range.lowerBound] + new + sung.sections[range.upperBound...]
        ).text
    case (nil, let sung?, let range?):
      let words = Lyrics(sections: sung.sections[range])
      order.request.words = .lyrics(words.text)
      order.notices.append("the part sings what it sang: \(words.markers)")
    case (nil, _, _) where order.request.instrumental != true:
      throw SongRunError(
        code: .noLyrics, subject: source.title ?? source.id,
        detail: "give the words of the part with --lyrics, or those of the source with "
          + "--source-lyrics")
    default:
      break
    }
    return order
  }

  /// The sections of the lyrics that the range holds.
  private static func sections(
    of choice: RunChoice, in lyrics: Lyrics, heard: AnalysisDocument?
  ) -> Range<Int>? {
    guard let heard, let start = choice.replaceStartAt, let end = choice.replaceEndAt else {
      return nil
    }
    return SungPlaces(of: lyrics, heard: heard.sections).sections(from: start, to: end)
  }
}

extension Lyrics {
  /// The names of its sections, in a line.
  fileprivate var markers: String {
    sections.map { $0.marker?.text ?? "a part without a marker" }.joined(separator: ", ")
  }
}
