import Foundation
import RiffusionAPI
import SongReports
import SongRuns
import TestSupport
import Testing

@Suite struct RunPageTests {
  private static let run = RunView(
    title: "Paper Boats, twice longer", summary: ["2 of 3 requests sent"],
    steps: [
      RunView.Step(
        title: "Extend from 2:30.456",
        candidates: [
          RunView.Candidate(
            title: "Paper Boats (Extend)", audio: "a%20song.mp3", verdict: .kept,
            reasons: ["the beat goes on"], measures: [RunView.Measure("beat phase", "4 ms")],
            seam: 150.456),
          RunView.Candidate(
            title: "<b>other</b>", verdict: .passed, reasons: ["it starts late"],
            measures: [RunView.Measure("loudness step", "6 LU")]),
        ])
    ],
    lineage: RunView.Ancestor(
      title: "Paper Boats",
      children: [
        RunView.Ancestor(title: "Paper Boats (Extend)", origin: "extended from 2:30.456"),
        RunView.Ancestor(title: "<b>other</b>", origin: "extended", isKept: false),
      ]))

  @Test func aPageReadsAsItDidLast() throws {
    let html = try RunPage(Self.run).html()
    #expect(try Snapshot("run.html").difference(from: html.body) == nil)
  }

  @Test(.enabled(if: Chromium.program != nil, "Chromium is not installed"))
  func theSeamIsPlayedFromFiveSecondsBefore() async throws {
    let folder = try TemporaryFolder()
    var wav = WAVFile(samples: Signals.noise(amplitude: 0.1, frameCount: 160 * 4000, seed: 5))
    wav.sampleRate = 4000
    try folder.write(wav.bytes, to: "a song.wav")
    var run = Self.run
    run.steps[0].candidates[0].audio = "a%20song.wav"
    try PageFile(path: folder.path(of: "run.html")).write { try RunPage(run).html() }
    let visit = try await Chromium.visit(
      folder.path(of: "run.html"),
      [
        .evaluate(
          """
          new Promise((playing) => {
            const audio = document.querySelector("audio");
            audio.addEventListener("playing", () => playing(Math.floor(audio.currentTime)));
            audio.addEventListener("error", () => playing(audio.error.message));
            document.querySelector("[data-seam]").click();
          })
          """)
      ])
    #expect(visit.results == [145])
    #expect(visit.console == [])
  }

  @Test(.enabled(if: Chromium.program != nil, "Chromium is not installed"))
  func noMeasureSticksOutOfItsCardOnAPhone() async throws {
    let folder = try TemporaryFolder()
    var run = Self.run
    run.steps[0].candidates[0].measures = [
      RunView.Measure("change of sound at 0:59.99", "0.55 of the song's 95th percentile")
    ]
    try PageFile(path: folder.path(of: "run.html")).write { try RunPage(run).html() }
    let visit = try await Chromium.visit(
      folder.path(of: "run.html"),
      [
        .evaluate("document.querySelector('.candidates').style.width = '300px'"),
        .evaluate(
          """
          [...document.querySelectorAll(".candidate")]
            .every((card) => card.scrollWidth <= card.clientWidth)
          """),
      ])
    #expect(visit.results[1] == true)
  }

  @Test func candidatesStandSideBySideWithTheirSeams() throws {
    let html = try RunPage(Self.run).html()
    #expect(html.contains("data-seam=\"150.456\""))
    #expect(html.contains("Play the seam at 2:30.5"))
    #expect(html.contains("src=\"a%20song.mp3\""))
    #expect(html.contains("&lt;b&gt;other&lt;/b&gt;"))
    #expect(!html.contains("<b>other"))
    #expect(html.components(separatedBy: "<article").count == 3)
  }

  @Test func theLineageIsATreeOfLevels() throws {
    let html = try RunPage(Self.run).html()
    #expect(html.components(separatedBy: "aria-level=\"1\"").count == 2)
    #expect(html.components(separatedBy: "aria-level=\"2\"").count == 3)
  }

  @Test func songsOfOneIDAtTwoProvidersHaveTheirOwnPages() throws {
    let songs = try ["openai-hk", "sunoapi"].map { name in
      let provider = try Provider(Provider.dialect(named: name))
      return (provider, LibrarySong(at: provider, source: .song(id: "1")))
    }
    let names = ["one.html", "other.html"]
    let pages = Dictionary(zip(songs.map(\.1.identity), names)) { _, last in last }
    let plan = RunPlan(.order, template: GenerateRequest(), folder: "songs")
    for ((provider, song), page) in zip(songs, names) {
      let view = RunView(
        RunDocument(plan, at: provider, problem: ""), lineage: Lineage(of: song, among: [song]),
        pages: pages, audio: [:])
      #expect(view.lineage?.page == page)
    }
  }

  @Test func aRunWithoutAnythingHasAPage() throws {
    let html = try RunPage(RunView(title: "", summary: [], steps: [])).html()
    #expect(html.contains("It is not known where the songs come from."))
  }
}
