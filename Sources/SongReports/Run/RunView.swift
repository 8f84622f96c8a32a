/// What the page on a run shows: plain values, so that a run in progress, a stored one and one
/// written by hand look the same.
package struct RunView: Hashable, Sendable {
  /// What the run is called.
  package var title: String
  /// What it was to do and how far it is, a clause each.
  package var summary: [String]
  /// Its rounds in order.
  package var steps: [Step]
  /// The song at the root of the lineage; `nil` where that is not known.
  package var lineage: Ancestor?

  /// A view of a run.
  package init(title: String, summary: [String], steps: [Step], lineage: Ancestor? = nil) {
    self.title = title
    self.summary = summary
    self.steps = steps
    self.lineage = lineage
  }

  /// One paid request, and what came of it.
  package struct Step: Hashable, Sendable {
    /// What was asked for, such as `Extend from 2:30.456`.
    package var title: String
    /// What a person should know about it, a clause each.
    package var notes: [String]
    /// The songs that came back.
    package var candidates: [Candidate]

    /// A step of a run.
    package init(title: String, notes: [String] = [], candidates: [Candidate]) {
      self.title = title
      self.notes = notes
      self.candidates = candidates
    }
  }

  /// One song that came back.
  package struct Candidate: Hashable, Sendable {
    /// What became of a song.
    package enum Verdict: String, Hashable, Sendable {
      /// It is the better one, and the run went on from it.
      case kept
      /// Another one is better, or something is wrong with it.
      case passed
      /// It has not been judged yet.
      case open
    }

    /// What the song is called.
    package var title: String
    /// The address of its sound, relative to the page, percent-encoded; `nil` where there is none.
    package var audio: String?
    /// The address of its own page, likewise.
    package var page: String?
    /// What became of it.
    package var verdict: Verdict
    /// Why, a clause each.
    package var reasons: [String]
    /// What was measured at the seam, in order.
    package var measures: [Measure]
    /// Where the seam is, in seconds; `nil` where that is not known.
    package var seam: Double?

    /// A candidate of a step.
    package init(
      title: String, audio: String? = nil, page: String? = nil, verdict: Verdict,
      reasons: [String] = [], measures: [Measure] = [], seam: Double? = nil
    ) {
      self.title = title
      self.audio = audio
      self.page = page
      self.verdict = verdict
      self.reasons = reasons
      self.measures = measures
      self.seam = seam
    }
  }

  /// A number that was measured at a seam.
  package struct Measure: Hashable, Sendable {
    /// What was measured, such as `loudness step`.
    package var name: String
    /// The number with its unit, for a person.
    package var value: String

    /// A measure in words.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A song in the lineage, and what was made of it.
  package struct Ancestor: Hashable, Sendable {
    /// What the song is called.
    package var title: String
    /// How it was made, such as `extended from 2:30.456`; empty for a first one.
    package var origin: String
    /// The address of its page, relative to this one; `nil` where there is none.
    package var page: String?
    /// Whether the run's result descends from it or is it.
    package var isKept: Bool
    /// The songs that were made of it.
    package var children: [Ancestor]

    /// A song in the lineage.
    package init(
      title: String, origin: String = "", page: String? = nil, isKept: Bool = true,
      children: [Ancestor] = []
    ) {
      self.title = title
      self.origin = origin
      self.page = page
      self.isKept = isKept
      self.children = children
    }
  }
}
