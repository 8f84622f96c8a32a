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

  /// Whether the source must be heard: not where the user gave the range and the words.
  package var needsAnalysis: Bool { inpaint.range == nil || plan.template.words == nil }

  /// The order.
  ///
  /// - Parameters:
  ///   - source: The song to mend.
  ///   - heard: What was heard in it; `nil` where it was not listened to.
  ///   - strengths: The strengths that the source was made with.
  /// - Throws: `SongRunError` where there is no such section, or none to mend, or no words.
  package func order(
    of source: LibrarySong, heard: AnalysisDocument?, strengths: Strengths?
  ) throws(SongRunError) -> PlannedOrder {
    let choice: RunChoice
    if let range = inpaint.range {
      choice = RunChoice(asked: .inpaint(start: range.start, end: range.end))
    } else if let heard {
      choice = RunChoice(try (try Anchor(inpaint.section ?? "\(Anchor.auto)")).range(in: heard))
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
    order.lyrics = source.lyrics ?? plan.sourceLyrics
    if order.request.words == nil, order.request.instrumental != true {
      let sung = plan.sourceLyrics ?? source.lyrics
      guard let words = Self.words(of: choice, in: sung.map { Lyrics($0) }, heard: heard) else {
        throw SongRunError(
          code: .noLyrics, subject: source.title ?? source.id,
          detail: "give the words of the part with --lyrics, or those of the source with "
            + "--source-lyrics")
      }
      order.request.words = .lyrics(words.text)
      order.notices.append("the part sings what it sang: \(words.markers)")
    }
    return order
  }

  /// The lyrics of the range: the sections that lie in it, or the one that it lies in.
  private static func words(
    of choice: RunChoice, in lyrics: Lyrics?, heard: AnalysisDocument?
  ) -> Lyrics? {
    guard let lyrics, let heard, let start = choice.replaceStartAt, let end = choice.replaceEndAt
    else { return nil }
    let before = PartLyrics(lyrics, heard: heard.sections, cut: start).kept.sections.count
    let until = PartLyrics(lyrics, heard: heard.sections, cut: end).kept.sections.count
    guard until > 0 || before < lyrics.sections.count else { return nil }
    let range = before..<max(until, min(before + 1, lyrics.sections.count))
    let words = Lyrics(sections: lyrics.sections[range])
    return words.sections.isEmpty ? nil : words
  }
}

extension Lyrics {
  /// The names of its sections, in a line.
  fileprivate var markers: String {
    sections.map { $0.marker?.text ?? "a part without a marker" }.joined(separator: ", ")
  }
}
