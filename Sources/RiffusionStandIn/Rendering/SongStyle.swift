/// How a song is played, as its style tags ask for it.
///
/// Tags are free text, so words are looked for inside: "dream pop ballad, piano, 72 bpm". What no
/// word settles is pop. The tempo ranges are ours, from what such music usually has.
struct SongStyle: Sendable {
  /// What the drums and the bass play.
  enum Groove: Sendable { case pop, ballad, dance, rock, folk, hipHop, latin }
  /// What plays the chords.
  enum ChordSound: Sendable { case piano, strings, electricGuitar, synth }
  /// Who sings.
  enum Singer: Sendable { case high, low, none }

  private(set) var groove = Groove.pop
  private(set) var chordSound = ChordSound.piano
  private(set) var singer: Singer?
  private(set) var tempoRange = 92.0...124.0
  /// The probability of a minor key.
  private(set) var minorChance = 0.3
  /// How much later than even the second of two sixteenths comes, as a part of a sixteenth.
  private(set) var swing = 0.0
  /// How far the accompaniment gives way to the kick drum, from 0 to 1.
  private(set) var ducking = 0.0
  /// Whether the last chorus may be lifted by a whole tone.
  private(set) var maySwitchKey = false

  /// Whether the lead is a piano rather than a synthesizer.
  var hasPianoLead: Bool { groove == .ballad || groove == .folk }

  /// The style that tags describe.
  init(tags: String) {
    let text = tags.lowercased()
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }

    if has("ballad", "slow", "抒情", "balada") {
      groove = .ballad
      tempoRange = 64...79
      maySwitchKey = true
    } else if has("dance", "edm", "house", "techno", "disco", "club", "电子", "舞曲", "trance") {
      groove = .dance
      tempoRange = 118...130
      (chordSound, minorChance, ducking) = (.synth, 0.6, 0.55)
    } else if has("latin", "reggaeton", "salsa", "bachata", "cumbia") {
      groove = .latin
      tempoRange = 88...104
      minorChance = 0.6
    } else if has("rock", "punk", "metal", "grunge", "摇滚") {
      groove = .rock
      tempoRange = 112...148
      chordSound = .electricGuitar
    } else if has("hip hop", "hip-hop", "rap", "trap", "lo-fi", "lofi", "r&b", "soul") {
      groove = .hipHop
      tempoRange = 78...94
      (minorChance, swing) = (0.6, 0.22)
    } else if has("folk", "country", "acoustic", "民谣", "singer-songwriter") {
      groove = .folk
      tempoRange = 88...116
      chordSound = .strings
    }
    if has("piano", "钢琴") { chordSound = .piano }
    if has("acoustic guitar", "ukulele", "吉他") { chordSound = .strings }
    if has("electric guitar") { chordSound = .electricGuitar }
    if has("synth") { chordSound = .synth }
    if has("minor", "sad", "dark", "melanch", "moody") { minorChance = 1 }
    if has("major", "happy", "uplifting", "bright", "cheerful") { minorChance = 0 }
    if has("female", "woman", "girl", "soprano", "女") {
      singer = .high
    } else if has("male", "man ", "baritone", "男") {
      singer = .low
    }
    if has("instrumental", "no vocals", "纯音乐") { singer = Singer.none }
    if let tempo = Self.tempo(in: text) { tempoRange = tempo...tempo }
  }

  /// The number before "bpm", when it is between 50 and 200.
  private static func tempo(in text: String) -> Double? {
    let words = text.replacing("bpm", with: " bpm ").split { " ,;".contains($0) }
    guard let mark = words.firstIndex(of: "bpm"), mark > 0, let tempo = Double(words[mark - 1]),
      (50...200).contains(tempo)
    else { return nil }
    return tempo
  }
}
