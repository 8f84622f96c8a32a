package import RiffusionAPI
package import SongAnalysis

/// What is published of a run: the schema `segue.run/1`.
///
/// Names are stable and carry their units; `null` means "not known".
package struct RunDocument: Sendable, Hashable, Codable {
  /// The schema's name.
  package private(set) var schema = "segue.run/1"
  /// The run's number in the library; `null` where nothing was begun.
  @NullWhenNil package var run: Int64?
  /// The command that ordered it, such as `extend`.
  package let kind: String
  /// `open`, `in-doubt`, `done` or `stopped`.
  package let state: State
  /// Why it is not done.
  @NullWhenNil package var problem: String?
  /// The name of the provider.
  package let provider: String
  /// Where its API is.
  package let endpoint: String
  /// The song that it starts from.
  @NullWhenNil package var source: SongDocument?
  /// How many requests were paid for, those in doubt included.
  package let requests: Int
  /// How many may be.
  package let maxRequests: Int
  /// Its paid orders, one a round.
  package let rounds: [Round]

  /// How a run stands.
  package enum State: String, Codable, Hashable, Sendable {
    /// Begun, and not at its end.
    case open
    /// A request may have been charged, and its answer is not known.
    case inDoubt = "in-doubt"
    /// All that was asked for is there.
    case done
    /// It ended before.
    case stopped
  }

  /// One order of a run.
  package struct Round: Sendable, Hashable, Codable {
    /// The round, from 1; 0 for an upload.
    package let round: Int
    /// `order`, `upload` or `lyrics`.
    package let purpose: String
    /// `open`, `acknowledged`, `refused` or `notCharged`.
    package let state: String
    /// What was chosen in the source.
    @NullWhenNil package var choice: Choice?
    /// The handle of the job.
    @NullWhenNil package var job: String?
    /// Why there is none.
    @NullWhenNil package var problem: String?
    /// All that is sung in the songs, or what was written.
    @NullWhenNil package var lyrics: String?
    /// What came of it.
    package let songs: [SongDocument]
    /// The provider's id of the song that was kept.
    @NullWhenNil package var kept: String?

    private enum CodingKeys: String, CodingKey {
      case round, purpose, state, choice, job, problem, lyrics, songs
      case kept = "kept_song_id"
    }
  }

  /// What was chosen in the source, and why.
  package struct Choice: Sendable, Hashable, Codable {
    /// Where an extend cuts, in seconds.
    @NullWhenNil package var cropEndAt: Double?
    /// Where an inpaint begins, in seconds.
    @NullWhenNil package var replaceStartAt: Double?
    /// Where an inpaint ends, in seconds.
    @NullWhenNil package var replaceEndAt: Double?
    /// What it hangs on.
    @NullWhenNil package var anchor: String?
    /// How far it can be trusted, 0 to 1; `null` where the user gave the time.
    @NullWhenNil package var confidence: Double?
    /// Why, in words.
    package let reason: String

    private enum CodingKeys: String, CodingKey {
      case anchor, confidence, reason
      case cropEndAt = "crop_end_at"
      case replaceStartAt = "replace_start_at"
      case replaceEndAt = "replace_end_at"
    }
  }

  /// What the library knows of a run.
  ///
  /// - Throws: `SongRunError`.
  package init(_ run: LibraryRun, in library: SongLibrary) throws(SongRunError) {
    let requests = try library.requests(of: run.id ?? 0)
    self.run = run.id
    kind = run.plan.name
    // What a process is just sending is not in doubt.
    let isInDoubt =
      requests.contains { $0.state == .open } && !RunLock.isHeld(run: run.id ?? 0, in: library)
    state = isInDoubt ? .inDoubt : State(rawValue: run.state.rawValue) ?? .open
    problem = run.problem
    provider = run.provider
    endpoint = run.endpoint
    self.requests = requests.count(where: \.counts)
    maxRequests = run.maxRequests
    source = try run.source.map { key throws(SongRunError) in try library.song(key) }?
      .map { SongDocument($0) }
    var rounds: [Round] = []
    for request in requests {
      let songs = try library.songs(of: request)
      rounds.append(
        Round(
          round: request.round, purpose: request.purpose.rawValue, state: request.state.rawValue,
          choice: request.choice.map(Choice.init), job: request.job, problem: request.problem,
          lyrics: request.lyrics,
          songs: try songs.map { song throws(SongRunError) in
            try SongDocument(song, in: library)
          },
          kept: songs.first { $0.key != nil && $0.key == request.kept }?.id))
    }
    self.rounds = rounds
  }

  /// A run that was not even begun.
  ///
  /// - Parameters:
  ///   - plan: What was asked for.
  ///   - provider: Whom it would have been ordered from.
  ///   - problem: Why it was not.
  package init(_ plan: RunPlan, at provider: Provider, problem: String) {
    kind = plan.name
    state = .stopped
    self.problem = problem
    self.provider = provider.name
    endpoint = provider.endpoint.description
    requests = 0
    maxRequests = 0
    rounds = []
  }

  private enum CodingKeys: String, CodingKey {
    case schema, run, kind, state, problem, provider, endpoint, source, rounds
    case requests = "paid_requests"
    case maxRequests = "max_requests"
  }
}

extension RunDocument.Choice {
  fileprivate init(_ choice: RunChoice) {
    self.init(
      cropEndAt: choice.cropEndAt, replaceStartAt: choice.replaceStartAt,
      replaceEndAt: choice.replaceEndAt, anchor: choice.anchor, confidence: choice.confidence,
      reason: choice.reason)
  }
}
