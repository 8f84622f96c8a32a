import AudioModel
public import SongAnalysis

/// An analysis written by hand, of a song of 3:30 with three choruses, for tests of what comes
/// after the analysis.
public enum ExampleAnalysis {
  /// The song without its lyrics.
  public static let plain = document(sections: sections)

  /// The song with its lyrics, whose second verse spans two sections of the audio.
  public static let sung = document(
    sections: zip(sections, lyrics).map { section, lyrics in
      SectionReport(
        start: section.start, end: section.end, label: section.label, group: section.group,
        confidence: section.confidence, lyricsSection: lyrics.0, lyricsSectionBegins: lyrics.1)
    })

  /// A document about a file in which nothing could be measured.
  public static let silent = AnalysisDocument(
    source: SourceReport(path: "silence.wav", sha256: nil),
    decode: DecodeReport(
      status: .ok, issues: [], codec: "pcm_s16", sampleRate: 48000, channelCount: 1,
      frameCount: 240_000, bitrateInKilobits: nil),
    loudness: LoudnessReport(
      integratedInLUFS: nil, rangeInLU: nil, maxMomentaryInLUFS: nil, maxShortTermInLUFS: nil,
      truePeakInDBTP: nil, samplePeakInDBFS: nil),
    rhythm: RhythmReport(
      tempoInBPM: nil, confidence: 0, beatsPerBar: nil, metreConfidence: 0, beats: [],
      downbeats: []),
    key: nil, sections: [], quality: [], suggestions: SuggestionsReport(extend: [], inpaint: []))

  /// A bar of 4/4 at 96 beats a minute.
  public static let rhythm = RhythmReport(
    tempoInBPM: 96, confidence: 0.9, beatsPerBar: 4, metreConfidence: 0.85,
    beats: [0, 0.625, 1.25, 1.875, 2.5], downbeats: [0, 2.5])

  /// The same document with other sections and suggestions, and the same sound.
  public static func document(
    sections: [SectionReport], suggestions: SuggestionsReport = suggestions,
    source: SourceReport = SourceReport(
      path: "songs/Paper Boats.mp3", sha256: String(repeating: "0f", count: 32)),
    codec: String = "mp3", lyrics: LyricsReport? = nil, integratedInLUFS: Double = -14.09,
    rhythm: RhythmReport = rhythm, quality: [QualityReport] = quality
  ) -> AnalysisDocument {
    AnalysisDocument(
      source: source,
      decode: DecodeReport(
        status: .damaged,
        issues: [
          QualityReport(
            kind: "corrupt-data", start: 90.5, end: 90.526122, severity: .warning,
            detail: "one frame could not be decoded; silence stands in its place")
        ],
        codec: codec, sampleRate: 44100, channelCount: 2, frameCount: 9_261_000,
        bitrateInKilobits: 192),
      loudness: LoudnessReport(
        integratedInLUFS: integratedInLUFS, rangeInLU: 6.1, maxMomentaryInLUFS: -10.2,
        maxShortTermInLUFS: -11.8, truePeakInDBTP: 0.05, samplePeakInDBFS: -0.1),
      rhythm: rhythm,
      key: KeyReport(name: "A minor", confidence: 0.7), sections: sections,
      quality: quality, suggestions: suggestions, lyrics: lyrics)
  }

  /// What is wrong with the sound of the example.
  public static let quality = [
    QualityReport(
      kind: "clipping", start: 61.2, end: 61.3, severity: .warning,
      detail: "12 runs of at least 3 samples at full scale, the longest of 9 samples")
  ]

  /// What the example suggests.
  public static let suggestions = SuggestionsReport(
    extend: [
      ExtendSuggestion(
        cropEndAt: 189.98, anchor: "last-chorus", confidence: 0.83,
        reason: "the last of 3 choruses (group C) ends at 3:10.0; outro follows"),
      ExtendSuggestion(
        cropEndAt: 169.98, anchor: "last-chorus-start", confidence: 0.7,
        reason: "the last of 3 choruses (group C) starts at 2:50.0"),
      ExtendSuggestion(
        cropEndAt: 207.48, anchor: "end", confidence: 0.45,
        reason: "the last bar line before the music ends, at 3:27.5"),
    ],
    inpaint: [
      InpaintSuggestion(
        replaceStartAt: 69.98, replaceEndAt: 99.98, section: "verse#2", confidence: 0.6,
        reason: "verse#2 as a whole, from bar line to bar line")
    ])

  private static let sections = [
    SectionReport(start: 0, end: 20, label: .intro, group: "A", confidence: 0.9),
    SectionReport(start: 20, end: 50, label: .verse, group: "B", confidence: 0.8),
    SectionReport(start: 50, end: 70, label: .chorus, group: "C", confidence: 0.75),
    SectionReport(start: 70, end: 85, label: .verse, group: "B", confidence: 0.7),
    SectionReport(start: 85, end: 100, label: .verse, group: "B", confidence: 0.3),
    SectionReport(start: 100, end: 120, label: .chorus, group: "C", confidence: 0.65),
    SectionReport(start: 120, end: 170, label: .bridge, group: "D", confidence: 0.5),
    SectionReport(start: 170, end: 190, label: .chorus, group: "C", confidence: 0.85),
    SectionReport(start: 190, end: 210, label: .outro, group: "E", confidence: 0.55),
  ]

  private static let lyrics: [(String?, Bool)] = [
    (nil, false), ("Verse", true), ("Chorus", true), ("Verse 2", true), ("Verse 2", false),
    ("Chorus", true), ("Bridge 桥", true), ("Chorus", true), (nil, false),
  ]
}
