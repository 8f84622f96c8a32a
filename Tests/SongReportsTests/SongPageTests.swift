import AudioModel
import Foundation
import SongAnalysis
import SongLyrics
import SongReports
import TestSupport
import Testing

@Suite struct SongPageTests {
  /// What a title can try, among it a quotation mark that hides under an accent.
  private static let hostile =
    "</script><script>alert(1)</script><!-- \"\u{301} onload='x' \u{2028}&"

  @Test func aPageIsSmallerThan600KilobytesWithoutItsSong() throws {
    let html = try SongPage(ExampleAnalysis.sung, curves: ExampleAnalysis.curves).html()
    #expect(html.utf8.count < 600_000)
  }

  @Test func aPageReadsAsItDidLast() throws {
    let lyrics = Lyrics("[Verse]\nFold the paper\n\n[Chorus]\nPaper boats\n[Verse 2]\nSail\n")
    let html = try SongPage(
      ExampleAnalysis.sung, curves: ExampleAnalysis.curves, lyrics: lyrics,
      audio: .link("Paper%20Boats.mp3")
    ).html()
    #expect(try Snapshot("song.html").difference(from: html.body) == nil)
  }

  @Test func theSamePageIsTheSameBytes() throws {
    let page = SongPage(ExampleAnalysis.sung, curves: ExampleAnalysis.curves)
    #expect(try page.html() == page.html())
  }

  @Test func whatOthersWroteIsEscapedEverywhere() throws {
    let song = ExampleAnalysis.document(
      sections: [
        SectionReport(
          start: 0, end: 210, label: .verse, group: "A", confidence: 1,
          lyricsSection: Self.hostile, lyricsSectionBegins: true)
      ],
      suggestions: SuggestionsReport(
        extend: [
          ExtendSuggestion(
            cropEndAt: 100, anchor: Self.hostile, confidence: 0.5, reason: Self.hostile)
        ],
        inpaint: [
          InpaintSuggestion(
            replaceStartAt: 1, replaceEndAt: 9, section: Self.hostile, confidence: 0.5,
            reason: Self.hostile)
        ]),
      source: SourceReport(path: Self.hostile, sha256: Self.hostile, title: Self.hostile))
    let html = try SongPage(
      song, curves: ExampleAnalysis.curves,
      lyrics: Lyrics("[\(Self.hostile)]\n\(Self.hostile)\n"), audio: .link(Self.hostile)
    ).html()
    // Bytes, as a browser reads them: an accent joins a quotation mark for Swift alone.
    func count(_ text: String, in html: Data) -> Int {
      var (found, rest) = (0, html[...])
      while let place = rest.range(of: Data(text.utf8)) {
        found += 1
        rest = rest[place.upperBound...]
      }
      return found
    }
    let bytes = Data(html.utf8)
    #expect(count("<script", in: bytes) == 2)
    #expect(count("</script", in: bytes) == 2)
    #expect(count("<!--", in: bytes) == 0)
    let body = try #require(bytes.range(of: Data("<body>".utf8)))
    let data = try #require(bytes.range(of: Data("<script type".utf8)))
    #expect(count("\"\u{301}", in: bytes[body.upperBound..<data.lowerBound]) == 0)
    #expect(count("\u{2028}", in: bytes[data.upperBound...]) == 0)
  }

  @Test func partsBeyondADozenAreFolded() throws {
    func html(parts: Int) throws -> String {
      let song = ExampleAnalysis.document(
        sections: [],
        suggestions: SuggestionsReport(
          extend: [],
          inpaint: (0..<parts).map {
            InpaintSuggestion(
              replaceStartAt: Double($0), replaceEndAt: Double($0 + 1), section: "verse#\($0 + 1)",
              confidence: 0.5, reason: "")
          }))
      return try SongPage(song, curves: ExampleAnalysis.curves).html()
    }
    #expect(try !html(parts: 12).contains("more parts"))
    let page = try html(parts: 15)
    let places = ["verse#12<", "<summary>3 more parts</summary>", "verse#13<"].map {
      page.range(of: $0)?.lowerBound
    }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func theNetworkIsForbidden() throws {
    let html = try SongPage(ExampleAnalysis.plain, curves: ExampleAnalysis.curves).html()
    #expect(html.contains("default-src &#39;none&#39;"))
    #expect(!html.contains("http://") && !html.contains("https://"))
    #expect(!html.contains("unsafe-inline"))
  }

  @Test func aSongInWhichNothingCouldBeMeasuredHasAPage() throws {
    let silent = SongCurves(
      loudness: LoudnessCurve(momentary: [], shortTerm: []),
      waveform: WaveformOutline(peaks: [], strengths: []),
      spectrogram: LevelPicture(bandCount: 64, levels: []), similarity: nil, barLines: [])
    let nothing = AnalysisDocument(
      source: SourceReport(path: "", sha256: nil),
      decode: DecodeReport(
        status: .truncated, issues: [], codec: "mp3", sampleRate: 44100, channelCount: 2,
        frameCount: 0, bitrateInKilobits: nil), loudness: ExampleAnalysis.silent.loudness,
      rhythm: ExampleAnalysis.silent.rhythm, key: nil, sections: [], quality: [],
      suggestions: SuggestionsReport(extend: [], inpaint: []))
    #expect(throws: Never.self) { try SongPage(nothing, curves: silent).html() }
    let html = try SongPage(ExampleAnalysis.silent, curves: silent).html()
    #expect(html.contains("No bars could be found"))
    #expect(!html.contains("id=\"matrix\""))
  }
}
