import SongLyrics

/// How long the songs are that a stand-in renders, and how finely.
package enum SongLength: String, CaseIterable, Sendable {
  /// Whole songs as a provider makes them: 44.1 kHz, 1 to 4 minutes.
  case whole
  /// Whole songs at 8 kHz, rendered in a fifth of the time: for tests that listen to them.
  case coarse
  /// Songs of some 12 s at 8 kHz, rendered in a third of a second even without optimisation: for
  /// tests of all else.
  ///
  /// Of the lyrics, the first line of two sections is sung, at 200 beats a minute and without an
  /// intro; and all songs with the same lyrics and style share their two renderings, so hundreds
  /// cost no more than one.
  case brief

  /// The sample rate of the files, in hertz.
  ///
  /// 44.1 kHz is what all published durations of transformed songs are whole multiples of.
  var sampleRate: Double { self == .whole ? 44_100 : 8_000 }

  /// The bit rate of the MP3 files, in kilobits per second: ours, and near the highest there is at
  /// 8 kHz.
  var kilobitsPerSecond: Int { self == .whole ? 192 : 56 }

  /// The lyrics that are sung.
  func lyrics(_ text: String) -> String {
    guard self == .brief else { return text }
    let sections = Lyrics(text).sections.prefix(2)
    if sections.isEmpty { return "[Instrumental]" }
    return sections.map { section in
      [section.marker?.text, section.lines.first].compactMap(\.self).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// The style in which it is played.
  func style(_ tags: String) -> String {
    self != .brief || tags.lowercased().contains("bpm") ? tags : "200 bpm, \(tags)"
  }

  /// The seed of a request with this body.
  func seed(for body: some Sequence<UInt8>) -> UInt64 {
    self == .brief ? 0 : body.fingerprint
  }
}

extension Sequence<UInt8> {
  /// A hash of bytes that is the same everywhere: FNV-1a of 64 bits (Fowler, Noll and Vo).
  var fingerprint: UInt64 {
    reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
