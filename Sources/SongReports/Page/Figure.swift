import SongAnalysis

/// One of the numbers at the top of a page.
struct Figure: Sendable {
  /// What is measured.
  let name: String
  /// The number; a dash for what could not be measured.
  let value: String
  /// Its unit, or that it could not be measured.
  let unit: String
  /// What it means, or how sure it is.
  let note: String?

  /// A figure in words.
  init(name: String, value: String?, unit: String, note: String? = nil) {
    self.name = name
    self.value = value ?? "–"
    self.unit = value == nil ? "not measurable" : unit
    self.note = value == nil ? nil : note
  }

  /// A number with one decimal and a true minus sign.
  init(_ name: String, _ value: Double?, _ unit: String, note: String? = nil) {
    self.init(name: name, value: value?.typeset(1), unit: unit, note: note)
  }

  /// The figures of a song.
  static func figures(of song: AnalysisDocument) -> [Figure] {
    let (loudness, rhythm) = (song.loudness, song.rhythm)
    // EBU R 128 (2023), 2: the maximum permitted true peak is −1 dBTP.
    let headroom = loudness.truePeakInDBTP.map {
      $0 > -1 ? "over −1: may distort" : "keeps under −1"
    }
    let level = loudness.integratedInLUFS.map { ($0 + 14).rounded(toDecimals: 1) }.map {
      $0 == 0 ? "the level of streaming" : "\(abs($0).fixed(1)) \($0 > 0 ? "over" : "under") −14"
    }
    return [
      Figure(name: "Length", value: song.decode.durationInSeconds.clock(decimals: 0), unit: "min"),
      Figure("Loudness", loudness.integratedInLUFS, "LUFS", note: level),
      Figure("True peak", loudness.truePeakInDBTP, "dBTP", note: headroom),
      Figure("Range", loudness.rangeInLU, "LU"),
      Figure("Tempo", rhythm.tempoInBPM, "BPM", note: "\(rhythm.confidence.fixed(2)) sure"),
      Figure(
        name: "Metre", value: rhythm.beatsPerBar.map { "\($0)" }, unit: "beats a bar",
        note: "\(rhythm.metreConfidence.fixed(2)) sure"),
      Figure(
        name: "Key", value: song.key?.name, unit: "",
        note: song.key.map { "\($0.confidence.fixed(2)) sure" }),
    ]
  }
}

extension Double {
  /// The number with so many decimals, and a minus sign rather than a hyphen.
  func typeset(_ decimals: Int) -> String {
    let text = fixed(decimals)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
