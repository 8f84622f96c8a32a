import Testing

@testable import RiffusionAPI

@Suite struct PollingTests {
  typealias Steps = Polling<Repeated<Duration>.Iterator>

  /// Every wait is of 4 s.
  private func polling(
    _ reference: Job.Reference, songsPerRequest: Int = 2, isNew: Bool = true
  ) -> Steps {
    Polling(
      reference, songsPerRequest: songsPerRequest, rules: .remote, isNew: isNew,
      waits: repeatElement(.seconds(4), count: 10_000).makeIterator())
  }

  private func error(
    _ code: RiffusionError.Code, retryAfter: Duration? = nil
  ) -> Steps.Event {
    .trouble(RiffusionError(code: code, subject: "status", detail: "", retryAfter: retryAfter))
  }

  private func told(_ songs: (String, SongState)...) -> Steps.Event {
    .songs(songs.map { Song(id: $0.0, state: $0.1) })
  }

  @Test func theFirstQuestionWaitsAWhile() {
    var polling = polling(.songs(["a", "b"]))
    #expect(polling.start() == .ask(.songs(["a", "b"]), after: .seconds(3)))
  }

  @Test func oneSongBeforeTheOther() {
    var polling = polling(.songs(["a", "b"]))
    var step = polling.take(told(("a", .running), ("b", .running)), at: .seconds(3))
    #expect(step.finished == [])
    #expect(step.action == .ask(.songs(["a", "b"]), after: .seconds(4)))

    step = polling.take(told(("b", .succeeded), ("a", .running)), at: .seconds(7))
    #expect(step.finished.map(\.id) == ["b"])
    #expect(step.action == .ask(.songs(["a"]), after: .seconds(4)))

    step = polling.take(told(("a", .succeeded)), at: .seconds(11))
    #expect(step.finished.map(\.id) == ["a"])
    #expect(step.action == .finish)
    #expect(polling.songs.map(\.id) == ["a", "b"])
  }

  @Test func oneFailedAndOneFine() {
    var polling = polling(.songs(["a", "b"]))
    let step = polling.take(told(("a", .failed), ("b", .succeeded)), at: .seconds(3))
    #expect(step.finished.map(\.state) == [.failed, .succeeded])
    #expect(step.action == .finish)
  }

  @Test func aFlaggedSongIsAtItsEnd() {
    var polling = polling(.songs(["a"]))
    let step = polling.take(told(("a", .flagged)), at: .seconds(3))
    #expect(step.finished.map(\.state) == [.flagged])
    #expect(step.action == .finish)
  }

  @Test func aSongThatIsNotListedYetIsWaitedFor() {
    var polling = polling(.songs(["a", "b"]))
    for round in 1...20 {
      let step = polling.take(told(("a", .succeeded)), at: .seconds(4 * round))
      #expect(step.finished.map(\.id) == (round == 1 ? ["a"] : []))
      #expect(step.action == .ask(.songs(["b"]), after: .seconds(4)))
    }
    #expect(polling.songs.map(\.state) == [.succeeded, .waiting])
  }

  @Test func aSongOfAnOldJobThatIsNeverListedIsUnknown() {
    var polling = polling(.songs(["a", "b"]), isNew: false)
    for round in 1...2 {
      #expect(
        polling.take(told(("a", .running)), at: .seconds(4 * round)).action
          == .ask(.songs(["a", "b"]), after: .seconds(4)))
      #expect(polling.failure == nil)
    }
    // Troubles on the way tell nothing.
    _ = polling.take(error(.server), at: .seconds(12))
    #expect(polling.failure == nil)
    let third = polling.take(told(("a", .running)), at: .seconds(16))
    #expect(third.action == .ask(.songs(["a"]), after: .seconds(4)))
    #expect(polling.failure?.code == .unknownTask)
    #expect(polling.failure?.subject == "b")
    let last = polling.take(told(("a", .succeeded)), at: .seconds(20))
    #expect(last.finished.map(\.id) == ["a"])
    #expect(last.action == polling.failure.map(Steps.Action.fail))
  }

  @Test func anOldTaskIsUnknownAtTheThirdQuestion() {
    var polling = polling(.task("t"), isNew: false)
    for round in 1...2 {
      #expect(
        polling.take(error(.unknownTask), at: .seconds(4 * round)).action
          == .ask(.task("t"), after: .seconds(4)))
    }
    guard case .fail(let error) = polling.take(error(.unknownTask), at: .seconds(12)).action else {
      Issue.record("it goes on")
      return
    }
    #expect(error.code == .unknownTask)
  }

  @Test func songsThatNobodyAskedForAreNoneOfTheJob() {
    var polling = polling(.songs(["a"]))
    let step = polling.take(told(("x", .succeeded)), at: .seconds(3))
    #expect(step.finished == [])
    #expect(polling.songs.map(\.id) == ["a"])
  }

  @Test func whatIsAtItsEndStaysAsItIs() {
    var polling = polling(.songs(["a", "b"]))
    _ = polling.take(told(("a", .succeeded)), at: .seconds(3))
    let step = polling.take(told(("a", .running), ("b", .running)), at: .seconds(7))
    #expect(step.finished == [])
    #expect(polling.songs[0].state == .succeeded)
    #expect(step.action == .ask(.songs(["b"]), after: .seconds(4)))
  }

  @Test func anIDThatIsNamedTwiceIsOneSong() {
    var polling = polling(.songs(["a", "b", "a"]))
    #expect(polling.start() == .ask(.songs(["a", "b"]), after: .seconds(3)))
    let step = polling.take(
      told(("a", .succeeded), ("b", .succeeded), ("a", .succeeded)), at: .seconds(3))
    #expect(step.finished.map(\.id) == ["a", "b"])
    #expect(step.action == .finish)
  }

  @Test func aJobWithoutSongsIsDone() {
    var polling = polling(.songs([]))
    #expect(polling.start() == .finish)
  }

  @Test func aTaskThatListsOneSongFirst() {
    var polling = polling(.task("t"))
    #expect(polling.start() == .ask(.task("t"), after: .seconds(3)))
    #expect(
      polling.take(told(), at: .seconds(3)).action == .ask(.task("t"), after: .seconds(4)))
    var step = polling.take(told(("a", .succeeded)), at: .seconds(7))
    #expect(step.finished.map(\.id) == ["a"])
    #expect(step.action == .ask(.task("t"), after: .seconds(4)))
    step = polling.take(told(("a", .succeeded), ("b", .succeeded)), at: .seconds(11))
    #expect(step.finished.map(\.id) == ["b"])
    #expect(step.action == .finish)
  }

  @Test
  func aTaskThatStaysAtOneIsDoneWhenPatienceEnds() {
    var polling = polling(.task("t"))
    var rounds = 0
    var action = polling.start()
    while action != .finish, rounds < 100 {
      rounds += 1
      action = polling.take(told(("a", .succeeded)), at: .seconds(4 * rounds)).action
    }
    // The one song was new after 4 s, and a minute is waited for another.
    #expect(rounds == 16)
  }

  @Test func aTaskWhoseOneSongIsAtWorkIsNotDone() {
    var polling = polling(.task("t"))
    for round in 1...50 {
      let step = polling.take(told(("a", .running)), at: .seconds(4 * round))
      #expect(step.action == .ask(.task("t"), after: .seconds(4)))
    }
    // The second song gets its time after the first one is done.
    let step = polling.take(told(("a", .succeeded)), at: .seconds(210))
    #expect(step.action == .ask(.task("t"), after: .seconds(4)))
  }

  @Test func anUploadIsOneThing() {
    var polling = polling(.upload("t"))
    #expect(polling.start() == .ask(.upload("t"), after: .seconds(3)))
    let step = polling.take(told(("clip", .succeeded)), at: .seconds(3))
    #expect(step.action == .finish)
  }

  @Test func unknownStatesAreBoundedByTheDeadline() {
    var polling = polling(.songs(["a"]))
    let song = Steps.Event.songs([Song(id: "a", state: SongState(word: "thinking"))])
    #expect(
      polling.take(song, at: .seconds(596)).action == .ask(.songs(["a"]), after: .seconds(4)))
    #expect(polling.take(song, at: .seconds(597)).action == .giveUp)
  }

  @Test func aSongThatIsDoneAtTheLastMomentIsDone() {
    var polling = polling(.songs(["a"]))
    #expect(polling.take(told(("a", .succeeded)), at: .seconds(10_000)).action == .finish)
  }

  @Test func anUnknownTaskIsForgivenWithinTheGrace() {
    var polling = polling(.task("t"))
    #expect(
      polling.take(error(.unknownTask), at: .seconds(59)).action
        == .ask(.task("t"), after: .seconds(4)))
    guard case .fail(let error) = polling.take(error(.unknownTask), at: .seconds(60)).action else {
      Issue.record("it goes on")
      return
    }
    #expect(error.code == .unknownTask)
  }

  @Test(arguments: [
    RiffusionError.Code.server, .transport, .deadline, .rateLimited, .unreadableAnswer,
  ])
  func passingTroubleIsOutwaited(code: RiffusionError.Code) {
    var polling = polling(.songs(["a"]))
    #expect(
      polling.take(error(code), at: .seconds(300)).action
        == .ask(.songs(["a"]), after: .seconds(4)))
    #expect(polling.take(error(code), at: .seconds(599)).action == .giveUp)
  }

  @Test func theProvidersWaitIsHonouredWithinTheDeadline() {
    var polling = polling(.songs(["a"]))
    #expect(
      polling.take(error(.rateLimited, retryAfter: .seconds(90)), at: .seconds(10)).action
        == .ask(.songs(["a"]), after: .seconds(90)))
    #expect(
      polling.take(error(.rateLimited, retryAfter: .seconds(1)), at: .seconds(10)).action
        == .ask(.songs(["a"]), after: .seconds(4)))
    #expect(
      polling.take(.notReady(retryAfter: .seconds(20)), at: .seconds(10)).action
        == .ask(.songs(["a"]), after: .seconds(20)))
  }

  /// It says itself when to come back.
  @Test func aWaitBeyondTheDeadlineEndsTheQuestionsWithWhatAsksForIt() {
    var polling = polling(.songs(["a"]))
    guard
      case .fail(let failure) = polling.take(
        error(.rateLimited, retryAfter: .seconds(86_400)), at: .seconds(10)
      ).action
    else {
      Issue.record("it is not told")
      return
    }
    #expect(failure.code == .rateLimited)
    #expect(failure.retryAfter == .seconds(86_400))
  }

  @Test(arguments: [
    RiffusionError.Code.authentication, .quota, .moderation, .invalidRequest, .retiredOperation,
    .generationFailed, .refusedAddress, .notOffered,
  ])
  func whatWillNotChangeEndsIt(code: RiffusionError.Code) {
    var polling = polling(.songs(["a"]))
    let step = polling.take(error(code), at: .seconds(3))
    #expect(step.finished == [])
    guard case .fail(let error) = step.action else {
      Issue.record("it goes on")
      return
    }
    #expect(error.code == code)
  }
}

extension Polling.Action: Equatable {
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.ask(let a, let waitA), .ask(let b, let waitB)): a == b && waitA == waitB
    case (.finish, .finish), (.giveUp, .giveUp): true
    case (.fail(let a), .fail(let b)): a == b
    default: false
    }
  }
}
