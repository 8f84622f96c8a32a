import AudioDecoding
import RiffusionAPI
import SongAnalysis

/// Works out the next order of a run.
struct NextOrder: Sendable {
  private let plan: RunPlan
  private let audio: SourceAudio
  private let latestCrop: Double?
  private let report: @Sendable (RunEvent) -> Void

  /// The next order of a plan.
  ///
  /// - Parameters:
  ///   - plan: What was asked for.
  ///   - audio: The way to the songs' audio.
  ///   - latestCrop: The latest crop that the provider keeps, in seconds; `nil` where none is known.
  ///   - report: Told what is listened to, and what the user should know.
  init(
    _ plan: RunPlan, audio: SourceAudio, latestCrop: Double?,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.plan = plan
    self.audio = audio
    self.latestCrop = latestCrop
    self.report = report
  }

  /// The order of a round.
  ///
  /// - Parameters:
  ///   - round: The round, from 1.
  ///   - song: The song to start from.
  ///   - previous: Where the round before cut, in seconds.
  ///   - address: Where the song's audio can be fetched, if nowhere else.
  /// - Returns: The order, and the song with its file, if there is one.
  /// - Throws: What makes the order impossible.
  func order(
    round: Int, of song: LibrarySong, after previous: Double?, from address: String? = nil
  ) async throws -> (order: PlannedOrder, source: LibrarySong) {
    let strengths = try parentStrengths(of: song)
    switch plan.work {
    case .extend(let extend):
      let run = ExtendRun(plan, extend, latestCrop: latestCrop)
      let (source, heard) = try await heard(
        song, from: address, isNeeded: run.needsAnalysis(in: round), in: round)
      return (
        try run.order(
          in: round, of: source, heard: heard, previous: previous, strengths: strengths), source
      )
    case .inpaint(let inpaint):
      let run = InpaintRun(plan, inpaint)
      let (source, heard) = try await heard(
        song, from: address, isNeeded: run.needsAnalysis, in: round)
      return (try run.order(of: source, heard: heard, strengths: strengths), source)
    case .order:
      guard let transform = plan.template.morph?.transform else {
        return (PlannedOrder(request: plan.template), song)
      }
      var order = PlannedOrder(plan, transform, of: song, parentStrengths: strengths)
      if order.request.words == nil, order.request.instrumental != true {
        order.request.words = (plan.sourceLyrics ?? song.lyrics).map { .lyrics($0) }
      }
      if case .lyrics(let text)? = order.request.words { order.lyrics = text }
      return (order, song)
    case .upload, .lyrics:
      preconditionFailure("no song is ordered by \(plan.name)")
    }
  }

  /// The song with its file, and what is heard in it; a file that is not needed may be missing, or
  /// be no audio.
  private func heard(
    _ song: LibrarySong, from address: String?, isNeeded: Bool, in round: Int
  ) async throws -> (LibrarySong, AnalysisDocument?) {
    var source = song
    do {
      source = try await audio.fetched(song, from: address)
    } catch let error as RiffusionError where !isNeeded {
      report(.notice("\(song.id): its audio cannot be had, so the seam is not checked (\(error))"))
    }
    guard let path = source.present else { return (source, nil) }
    report(.listening(path))
    do {
      let heard = try await audio.heard(source, singing: round == 1 ? plan.sourceLyrics : nil)
      (heard?.notices(at: path) ?? []).forEach { report(.notice($0)) }
      return (source, heard)
    } catch let error as AudioFileError where !isNeeded {
      report(.notice("\(song.id): its audio cannot be heard (\(error))"))
      return (source, nil)
    }
  }

  /// The strengths that a song was made with, by the same kind of transform.
  private func parentStrengths(of song: LibrarySong) throws -> Strengths? {
    guard let id = song.request, let made = try audio.library.request(id)?.order?.morph,
      made.transform.name == plan.name
    else { return nil }
    return made.strengths
  }
}
