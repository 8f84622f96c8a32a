import Foundation
import RiffusionAPI
import SongAnalysis
import SongReports
import SongRuns
import TestSupport
import Testing

/// The page on a song, in a browser.
@Suite(.serialized, .enabled(if: Chromium.program != nil, "Chromium is not installed"))
struct SongPageBrowserTests {
  private let folder: TemporaryFolder
  private let page: String

  init() throws {
    folder = try TemporaryFolder()
    page = folder.path(of: "page.html")
  }

  /// The page on a song, with 210 s of sound beside it.
  private func write(_ song: AnalysisDocument) throws {
    try folder.write(Self.sound, to: "a song.wav")
    let html = try SongPage(
      song, curves: ExampleAnalysis.curves, audio: .link(PageAddress.encoded("a song.wav"))
    ).html()
    try Data(html.utf8).write(to: URL(filePath: page))
  }

  /// At the lowest usual rate, so that it is small.
  private static let sound: [UInt8] = {
    var wav = WAVFile(samples: Signals.noise(amplitude: 0.1, frameCount: 210 * 4000, seed: 5))
    wav.sampleRate = 4000
    return wav.bytes
  }()

  private static let audioIsReady = Chromium.Step.evaluate(
    """
    new Promise((ready) => {
      const audio = document.getElementById("audio");
      if (audio.readyState || audio.error) ready(audio.error?.message ?? audio.duration);
      audio.addEventListener("loadedmetadata", () => ready(audio.duration));
      audio.addEventListener("error", () => ready(audio.error.message));
    })
    """)

  private static func text(_ id: String) -> Chromium.Step {
    .evaluate("document.getElementById('\(id)').textContent")
  }

  @Test func thePageShowsEverySectionAndComplainsOfNothing() async throws {
    try write(ExampleAnalysis.sung)
    let visit = try await Chromium.visit(
      page,
      [
        Self.audioIsReady, .evaluate("document.querySelectorAll('#strip button').length"),
        .evaluate("document.querySelectorAll('[data-section]').length"),
        .evaluate(
          """
          ["waveform", "loudness", "spectrogram", "matrix"].every((id) => {
            const canvas = document.getElementById(id);
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(pixels.data.buffer)).size > 3;
          })
          """), .evaluate("document.documentElement.scrollWidth <= innerWidth"),
      ])
    let count = JSONValue.integer(ExampleAnalysis.sung.sections.count)
    #expect(visit.results == [210, count, count, true, true])
    #expect(visit.console == [])
  }

  @Test func aClickSeeksAndTheCutIsPlayedUpToItsEnd() async throws {
    try write(ExampleAnalysis.plain)
    let visit = try await Chromium.visit(
      page,
      [
        Self.audioIsReady,
        .evaluate(
          """
          const lane = document.querySelector(".lane").getBoundingClientRect();
          document.querySelector(".lane").dispatchEvent(new MouseEvent("click",
            { clientX: lane.left + lane.width / 2, clientY: lane.top + 5, bubbles: true }));
          Math.abs(document.getElementById("audio").currentTime - 105) < 0.5
          """),
        .evaluate(
          """
          document.querySelector("[data-play-to]").click();
          document.getElementById("audio").currentTime
          """),
        // From just before the end on, so that the test need not hear all five seconds.
        .evaluate(
          """
          new Promise((stopped) => {
            const audio = document.getElementById("audio");
            audio.addEventListener("pause", () => stopped(audio.currentTime >= 189.98));
            audio.currentTime = 189.5;
          })
          """),
      ])
    #expect(visit.results == [210, true, 184.98, true])
    #expect(visit.console == [])
  }

  @Test func aSongInsideThePageIsHeard() async throws {
    let song = try folder.write(Self.sound, to: "a song.wav")
    var reports = try ReportFolder(path: folder.path(of: "pages"), embedsAudio: true)
    let document = ExampleAnalysis.document(
      sections: [], source: SourceReport(path: song, sha256: nil), codec: "pcm_s16")
    let path = try reports.add(
      SongHearing(answer: .analysis(document), curves: ExampleAnalysis.curves))
    try FileManager.default.removeItem(atPath: song)
    let visit = try await Chromium.visit(try #require(path), [Self.audioIsReady])
    #expect(visit.results == [210])
    #expect(visit.console == [])
  }

  @Test func aSongThatIsGoneIsTold() async throws {
    try write(ExampleAnalysis.plain)
    try FileManager.default.removeItem(atPath: folder.path(of: "a song.wav"))
    let visit = try await Chromium.visit(
      page,
      [
        .evaluate(
          """
          new Promise((told) => {
            const trouble = document.getElementById("trouble");
            if (!trouble.hidden) told(true);
            new MutationObserver(() => told(!trouble.hidden)).observe(trouble, { attributes: true });
          })
          """)
      ])
    #expect(visit.results == [true])
  }

  @Test func theFlagMovesFromBarToBarAndTheBodyWithIt() async throws {
    try write(ExampleAnalysis.plain)
    let crop = Chromium.Step.evaluate(
      "JSON.parse(document.getElementById('own-body').textContent).morph.crop_end_at")
    let visit = try await Chromium.visit(
      page,
      [
        crop, .evaluate("document.getElementById('handle').focus()"), .key("ArrowLeft"), crop,
        .key("ArrowRight"), .key("ArrowRight"), crop, .key("Home"), crop, .key("End"), crop,
        .evaluate(
          """
          scrollTo(0, 0);
          const box = document.getElementById("handle").getBoundingClientRect();
          const score = document.getElementById("score").getBoundingClientRect();
          JSON.stringify([box.left + box.width / 2, box.top + 8, score.left, score.width])
          """), Self.text("own-time"),
      ])
    #expect(
      visit.results.filter { $0 != .null }.prefix(5) == [189.98, 187.48, 192.48, 2.48, 209.98])
    guard case .string(let places) = visit.results[visit.results.count - 2] else {
      Issue.record("the page did not say where its handle is")
      return
    }
    let place = try JSONDecoder().decode([Double].self, from: Data(places.utf8))
    let dragged = try await Chromium.visit(
      page,
      [
        .evaluate("document.getElementById('handle').focus()"), .key("End"),
        .evaluate("scrollTo(0, 0)"),
        .drag(
          x: place[0], y: place[1], toX: place[2] + place[3] * 61 / 210, toY: place[1] + 20), crop,
      ])
    // The bar line next to 61 s is at 60 s.
    #expect(dragged.results.last == 59.98)
  }

  @Test func theFlagDoesNotStickOutAtTheEndOfTheSong() async throws {
    try write(ExampleAnalysis.plain)
    let visit = try await Chromium.visit(
      page,
      [
        .evaluate("document.getElementById('handle').focus()"), .key("End"),
        .evaluate(
          """
          document.querySelector(".flag").getBoundingClientRect().right
            <= document.getElementById("score").getBoundingClientRect().right + 0.5
          """),
        .evaluate("view.scrollWidth <= view.clientWidth"),
      ])
    #expect(visit.results.filter { $0 != .null } == [true, true])
  }

  /// 200 sections have room beside each other, and the flag is what is seen first.
  @Test func aSongOfManySectionsGoesOnBeyondTheWindow() async throws {
    try write(
      ExampleAnalysis.document(
        sections: (0..<200).map {
          SectionReport(
            start: Double($0) * 1.05, end: Double($0 + 1) * 1.05, label: .verse, group: "A",
            confidence: 1)
        }))
    let visit = try await Chromium.visit(
      page,
      [
        .evaluate("view.scrollWidth > view.clientWidth"),
        .evaluate("document.documentElement.scrollWidth <= innerWidth"),
        .evaluate(
          """
          const flag = document.querySelector(".flag").getBoundingClientRect();
          flag.left >= 0 && flag.right <= innerWidth
          """),
        .evaluate(
          """
          const buttons = [...document.querySelectorAll("#strip button")];
          buttons.every((each) => getComputedStyle(each.querySelector(".short")).visibility === "visible")
            && buttons.at(-1).getBoundingClientRect().right
              <= document.getElementById("strip").getBoundingClientRect().right + 0.5
          """),
        .evaluate("document.querySelector('[data-section=\"0\"] .link').click()"),
        .evaluate("view.scrollLeft"),
      ])
    #expect(visit.results.filter { $0 != .null } == [true, true, true, true, 0])
    #expect(visit.console == [])
  }

  @Test func everyControlIsReachedByTheKeyboard() async throws {
    try write(ExampleAnalysis.plain)
    let visit = try await Chromium.visit(
      page,
      [
        .evaluate(
          """
          [...document.querySelectorAll("button, input, [role=slider], summary")].every((each) =>
            each.tabIndex >= 0 && (each.getAttribute("aria-label") ?? each.textContent).trim() !== "")
          """), .key("Tab"), .key("Tab"),
        .evaluate("document.activeElement.id"), .key("Enter"),
        .evaluate(
          "document.querySelector('.playing') !== null || !document.getElementById('audio').paused"),
      ])
    #expect(visit.results == [true, "play", true])
  }

  @Test func aHostileTitleStaysText() async throws {
    let title = "</script><script>window.owned=1</script><img src=x onerror=owned=1><!--\u{2028}"
    let song = ExampleAnalysis.document(
      sections: ExampleAnalysis.sung.sections.map {
        SectionReport(
          start: $0.start, end: $0.end, label: $0.label, group: $0.group,
          confidence: $0.confidence, lyricsSection: title, lyricsSectionBegins: true)
      },
      source: SourceReport(path: "\"\u{301} onload=owned=1 x=\"", sha256: nil, title: title))
    try write(song)
    let visit = try await Chromium.visit(
      page,
      [
        .evaluate("typeof window.owned"), .evaluate("document.querySelector('h1').textContent"),
        .evaluate("document.images.length"),
        .evaluate("document.querySelector('#strip .long').textContent"),
      ])
    #expect(visit.results == ["undefined", .string(title), 0, .string(title)])
    #expect(visit.console == [])
  }
}
