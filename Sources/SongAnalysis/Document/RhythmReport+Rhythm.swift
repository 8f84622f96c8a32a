extension RhythmReport {
  /// The report of a rhythm, or of a song that has none.
  init(_ rhythm: Rhythm?) {
    self.init(
      tempoInBPM: rhythm?.tempo, confidence: rhythm?.confidence ?? 0,
      beatsPerBar: rhythm?.beatsPerBar, metreConfidence: rhythm?.metreConfidence ?? 0,
      beats: rhythm?.beats ?? [], downbeats: rhythm?.downbeats ?? [])
  }
}
