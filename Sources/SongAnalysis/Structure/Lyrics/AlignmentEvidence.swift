/// What the audio says, bar by bar, to lyrics that look for their places.
struct AlignmentEvidence {
  /// Bar lines in seconds, one more than there are bars.
  let lines: [Double]
  /// For each bar line, how much better the song divides with a cut there than without one, in nats.
  let margins: [Float]
  /// The same as evidence for the start or the end of a part: held within ±`strongestLine`.
  let boundaries: [Float]
  private let voiceSums: [Float]
  private let strengthSums: [Float]
  private let forceSums: [Float]
  /// Which stretches are alike.
  let repetition: RepetitionTable
  /// The usual length of a bar, in seconds.
  let usualBar: Double
  /// The usual length of a section, in bars: a power of two.
  let phrase: Int

  /// How many bars there are.
  var count: Int { lines.count - 1 }

  /// Beyond it a bar line is as good as certain, or out of the question.
  ///
  /// Ours: with 2.8 and with 5.6 the last chorus of one annotated song in fifty is no longer found
  /// within 3 s.
  private static let strongestLine: Float = 4

  /// The evidence of a song whose bars, and their likeness, are known.
  init(
    bars: BarGrid, features: BarFeatures, similarities: BarSimilarities, voice: VocalPresence,
    segmentation: Segmentation
  ) {
    let level = features.audibleLevel.standardized(within: -2...2)
    let density = features.density.standardized(within: -2...2)
    self.init(
      lines: bars.lines, margins: segmentation.lineMargins,
      voice: voice.bars.map { voice.reliability * ($0 - 0.5) },
      force: zip(level, density).map { 0.7 * $0 + 0.3 * $1 },
      similarity: similarities.music)
  }

  /// The evidence of a song from numbers for each bar, and for each bar line in `lines` and
  /// `margins`.
  init(
    lines: [Double], margins: [Float], voice: [Float], force: [Float], similarity: SelfSimilarity
  ) {
    self.lines = lines
    self.margins = margins
    boundaries = margins.map { min(Self.strongestLine, max(-Self.strongestLine, $0)) }
    voiceSums = Self.sums(voice)
    strengthSums = Self.sums(voice.map(abs))
    forceSums = Self.sums(force)
    repetition = RepetitionTable(similarity)
    usualBar = Double(zip(lines.dropFirst(), lines).map { Float($0 - $1) }.median)
    phrase = Segmentation.phrase(barLength: usualBar)
  }

  /// How much is sung in a stretch of bars: half a bar for each that is, less half a bar for each
  /// that is not, times how far that can be told.
  func voice(_ bars: Range<Int>) -> Float {
    voiceSums[bars.upperBound] - voiceSums[bars.lowerBound]
  }

  /// The most that `voice` could be in a stretch of bars, were it sung wherever somebody sings; next
  /// to it no stretch gains by being long, so that histories of any length can be compared.
  func mostVoice(_ bars: Range<Int>) -> Float {
    strengthSums[bars.upperBound] - strengthSums[bars.lowerBound]
  }

  /// How much louder and busier than the song a stretch is, in deviations, summed over its bars.
  func force(_ bars: Range<Int>) -> Float {
    forceSums[bars.upperBound] - forceSums[bars.lowerBound]
  }

  /// The length of a stretch of bars, in seconds.
  func seconds(_ bars: Range<Int>) -> Double { lines[bars.upperBound] - lines[bars.lowerBound] }

  private static func sums(_ values: [Float]) -> [Float] {
    values.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }
}
