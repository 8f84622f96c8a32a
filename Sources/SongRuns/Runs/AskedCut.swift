import RiffusionAPI
import SongAnalysis
import SongLyrics

/// What speaks against a time that the user gave for a cut, next to what was heard there.
///
/// The time is sent as it was given; this only says what a listener may hear of it.
struct AskedCut {
  private let time: Double
  private let word: WordReport?
  private let barLine: Double?
  private let better: Double?

  /// A look at a time.
  ///
  /// A bar line counts where the place of the bar lines is sure, and is far beyond half a beat. The
  /// better time lies as the cuts of suggestions do: before that bar line, or before a beat that is
  /// clear of the word that is sung there.
  ///
  /// - Parameters:
  ///   - time: Where to cut, in seconds.
  ///   - song: What was heard in the song.
  ///   - words: When its words are sung; empty where that is not known.
  ///   - allowed: Where a better time may lie, in seconds.
  init(
    _ time: Double, in song: AnalysisDocument, singing words: [TimedWord],
    within allowed: ClosedRange<Double>
  ) {
    self.time = time
    word = WordReport(across: time, in: words)
    barLine = Self.farBarLine(from: time, in: song.rhythm, within: allowed)
    let place = barLine ?? time
    let clear = ClearCut(
      place, sparing: WordReport(across: place, in: words), beats: song.rhythm.beats,
      within: allowed)
    let isClear = WordReport(across: clear.time, in: words) == nil
    better = isClear && clear.time != time ? clear.time : nil
  }

  /// The remark, to be added to a reason; empty where nothing speaks against the time.
  ///
  /// `end` says of which of two cuts it is.
  func inWords(of end: String? = nil) -> String {
    let subject = end.map { "the \($0)" } ?? "it"
    let faults = [
      word.map { "\u{201C}\($0.text)\u{201D} is sung across \(subject)" },
      barLine.map {
        "\(subject) lies \(abs($0 - time).rounded(toDecimals: 2)) s from the nearest bar line"
      },
    ].compactMap(\.self)
    guard !faults.isEmpty else { return "" }
    return "; " + faults.joined(separator: ", ")
      + (better.map { "; \($0.clock(decimals: 3)) would be better" } ?? "")
  }

  /// The cut at the nearest bar line, in seconds; `nil` where the time is at it, where it is not
  /// sure, and where no bar is.
  private static func farBarLine(
    from time: Double, in rhythm: RhythmReport, within allowed: ClosedRange<Double>
  ) -> Double? {
    func distance(_ line: Double) -> Double { abs(CropPoint.before(line) - time) }
    let (beats, lines) = (rhythm.beats, rhythm.downbeats)
    guard rhythm.metreConfidence >= RhythmReport.leastMetreConfidence,
      let next = beats.indices.dropFirst().min(by: { distance(beats[$0]) < distance(beats[$1]) }),
      let line = lines.filter({ allowed.contains(CropPoint.before($0)) })
        .min(by: { distance($0) < distance($1) })
    else { return nil }
    let beat = beats[next] - beats[next - 1]
    // Further away there are no bars, as in an intro without a pulse.
    let bar = beat * Double(rhythm.beatsPerBar ?? 0)
    guard distance(line) > beat / 2, distance(line) <= bar else { return nil }
    return CropPoint.before(line)
  }
}

extension RunChoice {
  /// A time that the user gave, with what speaks against it where its song was heard.
  ///
  /// - Parameters:
  ///   - transform: What was asked for.
  ///   - song: What was heard in the song; `nil` where it was not listened to.
  ///   - words: When its words are sung, by its provider; empty where that is not known.
  init(asked transform: Morph.Transform, in song: AnalysisDocument?, singing words: [TimedWord]) {
    self.init(asked: transform)
    guard let song else { return }
    let isTrusted = song.lyrics?.wordTimes != .distrusted
    let words = isTrusted ? words.map { $0.moved(by: song.lyrics?.wordDelay ?? 0) } : []
    func cut(_ time: Double, _ allowed: ClosedRange<Double>) -> AskedCut {
      AskedCut(time, in: song, singing: words, within: allowed)
    }
    switch transform {
    case .extend(let crop):
      reason += cut(crop, Double.leastNonzeroMagnitude...(.infinity)).inWords()
    case .inpaint(let start, let end):
      let middle = (start + end) / 2
      reason += cut(start, 0...middle).inWords(of: "start")
      reason += cut(end, middle...(.infinity)).inWords(of: "end")
    case .cover, .swapVocals, .swapSound: break
    }
  }
}
