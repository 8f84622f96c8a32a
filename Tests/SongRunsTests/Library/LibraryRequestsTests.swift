import Foundation
import RiffusionAPI
import Testing

@testable import SongRuns

@Suite struct LibraryRequestsTests {
  private let draft: LibraryDraft
  private var library: SongLibrary { draft.library }

  init() throws { draft = try LibraryDraft() }

  private func intend(
    _ request: PaidRequest, mostPerDay: Int? = nil
  ) throws(SongRunError) -> PaidRequest {
    try library.intend(request, mostPerDay: mostPerDay)
  }

  /// A request that was written down, and whose answer is not known.
  private func open(_ purpose: PaidRequest.Purpose = .order) throws -> (LibraryRun, PaidRequest) {
    let run = try draft.run(of: 2)
    return (run, try intend(draft.request(of: run, purpose: purpose)))
  }

  private func state(_ request: PaidRequest) throws -> PaidRequest.State? {
    try library.request(request.id ?? 0)?.state
  }

  // Intents

  @Test func anIntentIsInDoubtUntilItIsAnswered() throws {
    let (run, request) = try open()
    #expect(try state(request) == .open)
    let answered = try library.acknowledge(request, with: draft.answer())
    #expect(try state(request) == .acknowledged)
    #expect(answered.handle?.reference == .songs(["a"]))
    let kept = try #require(try library.requests(of: run.id ?? 0).first)
    #expect(kept.draft == LibraryDraft.sent)
    #expect(kept.handle == answered.handle)
  }

  @Test func nothingIsIntendedWhileSomethingIsInDoubt() throws {
    let (run, _) = try open()
    let error = try #require(throws: SongRunError.self) {
      try intend(draft.request(of: run, round: 2))
    }
    #expect(error.code == .inDoubt)
    #expect(error.detail.contains("--adopt") && error.detail.contains("--confirm-not-charged"))
  }

  @Test func whatWasSentOnceIsNotIntendedAgain() throws {
    let (run, request) = try open()
    _ = try library.acknowledge(request, with: draft.answer())
    let error = try #require(throws: SongRunError.self) { try intend(draft.request(of: run)) }
    #expect(error.code == .runIsBusy)
    #expect(try library.requests(of: run.id ?? 0).count == 1)
  }

  @Test func aRunThatIsNotThereIntendsNothing() throws {
    let run = try draft.run()
    var request = draft.request(of: run)
    request.run = 99
    let error = try #require(throws: SongRunError.self) { try intend(request) }
    #expect(error.code == .unknownRun)
  }

  @Test func onlyAFailureThatMayHaveBeenChargedStaysInDoubt() throws {
    for mayHaveBeenCharged in [true, false] {
      let (_, request) = try open()
      let error = RiffusionError(
        code: .server, subject: "order", detail: "down", mayHaveBeenCharged: mayHaveBeenCharged)
      let failed = try library.fail(request, with: error)
      #expect(failed.state == (mayHaveBeenCharged ? .open : .refused))
      #expect(failed.problem?.contains("down") == true)
    }
  }

  /// The source may be forgotten while the order is under way; what was paid for is not.
  @Test func anAnswerIsWrittenDownThoughTheSourceIsGone() throws {
    let source = try draft.song("source")
    let run = try draft.run()
    var request = draft.request(of: run)
    request.source = source.key
    let intent = try intend(request)
    try library.remove(source)
    let answered = try library.acknowledge(intent, with: draft.answer())
    #expect(answered.source == nil)
    try library.choose(try draft.song("a"), of: intent)
    let kept = try #require(try library.request(intent.id ?? 0))
    #expect(kept.handle?.reference == .songs(["a"]))
    #expect(kept.kept != nil)
  }

  // Budgets

  @Test func aRunPaysForNoMoreThanItMay() throws {
    let run = try draft.run(of: 2)
    for round in 1...2 {
      _ = try library.acknowledge(
        try intend(draft.request(of: run, round: round)), with: draft.answer())
    }
    let error = try #require(throws: SongRunError.self) {
      try intend(draft.request(of: run, round: 3))
    }
    #expect(error.code == .budgetSpent)
    #expect(error.detail.contains("--max-requests"))
  }

  @Test func whatWasNotChargedIsNotSpent() throws {
    let run = try draft.run()
    let refused = try intend(draft.request(of: run))
    _ = try library.fail(refused, with: RiffusionError(code: .quota, subject: "o", detail: "no"))
    let second = try intend(draft.request(of: run))
    _ = try library.confirmNotCharged(second)
    #expect(try intend(draft.request(of: run)).state == .open)
  }

  @Test func theDayCountsEveryRunAndWhatIsInDoubt() throws {
    let first = try draft.run()
    let second = try draft.run()
    _ = try intend(draft.request(of: first), mostPerDay: 1)
    let error = try #require(throws: SongRunError.self) {
      try intend(draft.request(of: second), mostPerDay: 1)
    }
    #expect(error.code == .budgetSpent)
    #expect(error.subject == "max_requests_per_day")
    #expect(error.detail.contains("segue resume 2"))
    #expect(try library.requests(of: second.id ?? 0) == [])
    #expect(try intend(draft.request(of: second), mostPerDay: 2).state == .open)
  }

  @Test func yesterdaysRequestsAreNotCountedToday() throws {
    var old = draft.request(of: try draft.run())
    old.createdAt = Date(timeIntervalSinceNow: -86500)
    _ = try intend(old)
    #expect(try intend(draft.request(of: try draft.run()), mostPerDay: 1).state == .open)
  }

  @Test func twoProcessesPayForTheLastRequestOnce() async throws {
    let other = try SongLibrary(at: draft.home)
    let runs = try (0..<8).map { _ in try draft.run() }
    let winners = await withTaskGroup(of: Bool.self) { [draft] group in
      for (index, run) in runs.enumerated() {
        group.addTask {
          let library = index.isMultiple(of: 2) ? draft.library : other
          return (try? library.intend(draft.request(of: run), mostPerDay: 1)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test func twoProcessesPayForTheSameRoundOnce() async throws {
    let other = try SongLibrary(at: draft.home)
    let run = try draft.run(of: 8)
    let winners = await withTaskGroup(of: Bool.self) { [draft] group in
      for index in 0..<8 {
        group.addTask {
          let library = index.isMultiple(of: 2) ? draft.library : other
          guard let intent = try? library.intend(draft.request(of: run), mostPerDay: nil) else {
            return false
          }
          return (try? library.acknowledge(intent, with: draft.answer())) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
    #expect(try library.requests(of: run.id ?? 0).count == 1)
  }

  // Doubt

  @Test(arguments: ["a, b", "openai-hk:songs:a,b@https://api.test"])
  func songsAndHandlesCanBeAdopted(text: String) throws {
    let (run, request) = try open()
    let adopted = try library.adopt(text, for: request, of: run)
    #expect(adopted.handle?.reference == .songs(["a", "b"]))
    #expect(adopted.handle?.endpoint == draft.provider.endpoint)
    #expect(try state(request) == .acknowledged)
  }

  @Test(
    arguments: [
      "musicapi:task:t", "openai-hk:songs:a@https://elsewhere.test", "openai-hk:songs:a", " , ",
    ])
  func whatWasMadeElsewhereIsNotAdopted(text: String) throws {
    let (run, request) = try open()
    let error = try #require(throws: RiffusionError.self) {
      try library.adopt(text, for: request, of: run)
    }
    #expect(error.code == .otherProvider)
    #expect(try state(request) == .open)
  }

  @Test func anUploadIsAdoptedByItsIDOrByItsJob() throws {
    let (run, first) = try open(.upload)
    #expect(try library.adopt("u", for: first, of: run).uploadID == "u")
    let draft = try LibraryDraft(at: "producer")
    let other = try draft.run()
    let second = try draft.library.intend(
      draft.request(of: other, purpose: .upload), mostPerDay: nil)
    let pending = try draft.library.adopt(
      "producer:upload:t@https://api.test", for: second, of: other)
    #expect(pending.handle?.reference == .upload("t"))
    #expect(pending.uploadID == nil)
  }

  /// It would be acknowledged for good, and nobody could wait for it.
  @Test func whatCannotBeAskedForIsNotAdopted() throws {
    let draft = try LibraryDraft(at: "producer")
    let run = try draft.run()
    let request = try draft.library.intend(draft.request(of: run), mostPerDay: nil)
    let error = try #require(throws: RiffusionError.self) {
      try draft.library.adopt("a,b", for: request, of: run)
    }
    #expect(error.code == .notOffered)
    #expect(try draft.library.request(1)?.state == .open)
    #expect(try draft.library.adopt("t", for: request, of: run).handle?.reference == .task("t"))
  }

  @Test func aSongThatCameOfSomethingElseIsNotAdopted() throws {
    let (first, request) = try open()
    _ = try library.acknowledge(request, with: draft.answer())
    var song = LibrarySong(at: draft.provider, source: .song(id: "a"))
    song.request = request.id
    _ = try library.keep(song)
    let second = try intend(draft.request(of: first, round: 2))
    let error = try #require(throws: SongRunError.self) {
      try library.adopt("a", for: second, of: first)
    }
    #expect(error.code == .unknownSong)
    #expect(try state(second) == .open)
    _ = try draft.song("b")
    #expect(try library.adopt("b", for: second, of: first).state == .acknowledged)
  }

  /// What another process has settled since the user looked must not be settled otherwise: a song
  /// would be lost, and paid for again.
  @Test func onlyWhatIsStillInDoubtIsSettled() throws {
    let (run, seen) = try open()
    _ = try library.acknowledge(seen, with: draft.answer())
    let denied = try #require(throws: SongRunError.self) { try library.confirmNotCharged(seen) }
    let adopted = try #require(throws: SongRunError.self) {
      try library.adopt("b", for: seen, of: run)
    }
    #expect(denied.code == .unknownRun && adopted.code == .unknownRun)
    let kept = try #require(try library.request(seen.id ?? 0))
    #expect(kept.state == .acknowledged)
    #expect(kept.handle?.reference == .songs(["a"]))
  }

  @Test func aStoppedRunIsReopenedWithWhatIsNew() throws {
    let run = try draft.run()
    try library.end(run.id ?? 0, as: .stopped, because: "unsure")
    try library.reopen(run, isBold: true, maxRequests: 3)
    let reopened = try library.run(run.id ?? 0)
    #expect(reopened.state == .open)
    #expect(reopened.problem == nil)
    #expect(reopened.plan.isBold)
    #expect(reopened.maxRequests == 3)
    try library.end(run.id ?? 0, as: .done)
    try library.reopen(run, isBold: false, maxRequests: nil)
    #expect(try library.run(run.id ?? 0).state == .done)
  }

  /// The upload before the orders is paid for besides them.
  @Test func theOrdersOfARunAreCountedWithoutItsUpload() throws {
    var run = try draft.run()
    run.plan.uploadURL = "https://x.example/a.mp3"
    run = try library.begin(
      LibraryRun(at: draft.provider, plan: run.plan, maxRequests: 2), from: nil)
    try library.reopen(run, isBold: false, maxRequests: 3)
    #expect(try library.run(run.id ?? 0).maxRequests == 4)
  }
}
