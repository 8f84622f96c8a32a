/// What a rhythm section is expected to do at each half-beat of a bar.
///
/// Every pattern has a mean of 0 and a length of 1, so that each counts the same against cues in
/// standard deviations.
struct Groove {
  /// Where the kick drum, or the onset of the bass, falls.
  let kick: [Float]
  /// Where the snare falls.
  let snare: [Float]
  /// Where cymbals and hi-hats are loudest.
  let high: [Float]
  /// Where most begins; all zeros where beats and off-beats share it.
  let onset: [Float]

  private init(kick: [Float], snare: [Float], high: [Float], onset: [Float]) {
    (self.kick, self.snare) = (Self.scaled(kick), Self.scaled(snare))
    (self.high, self.onset) = (Self.scaled(high), Self.scaled(onset))
  }

  /// The usual groove of a metre: the kick drum begins the bar, and the snare, with the high
  /// frequencies that it has, answers.
  static func backbeat(_ metre: Metre) -> Groove {
    switch metre {
    case .fourFour:
      Groove(
        kick: [1, 0, 0, 0, 0.6, 0, 0, 0], snare: [0, 0, 1, 0, 0, 0, 1, 0],
        high: [0, 0, 1, 0, 0, 0, 1, 0], onset: [1, 0, 1, 0, 1, 0, 1, 0])
    case .threeFour:
      Groove(
        kick: [1, 0, 0, 0, 0, 0], snare: [0, 0, 1, 0, 1, 0], high: [0, 0, 1, 0, 1, 0],
        onset: [1, 0, 1, 0, 1, 0])
    case .sixEight:
      Groove(
        kick: [1, 0, 0, 0, 0, 0, 0.3, 0, 0, 0, 0, 0], snare: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
        high: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], onset: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
    }
  }

  /// The groove of 4/4 whose off-beats are brighter than its beats: open hi-hats between the kicks
  /// of dance music, the chords of a polka between its bass notes.
  static let offBeat = Groove(
    kick: [1, 0, 1, 0, 1, 0, 1, 0], snare: [0, 0, 1, 0, 0, 0, 1, 0],
    high: [0, 1, 0, 1, 0, 1, 0, 1], onset: [0, 0, 0, 0, 0, 0, 0, 0])

  /// Where a metre changes chords and bass notes: on 1, seldom on other beats.
  static func change(_ metre: Metre) -> [Float] {
    switch metre {
    case .fourFour: scaled([1, 0, 0.1, 0, 0.35, 0, 0.1, 0])
    case .threeFour: scaled([1, 0, 0.1, 0, 0.1, 0])
    case .sixEight: scaled([1, 0, 0.1, 0, 0.1, 0, 0.35, 0, 0.1, 0, 0.1, 0])
    }
  }

  private static func scaled(_ values: [Float]) -> [Float] {
    let mean = values.mean
    let centred = values.map { $0 - mean }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? centred.map { $0 / length } : centred
  }
}
