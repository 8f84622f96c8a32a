import SongAnalysis

/// A song's loudness against the levels at which it will be played.
struct LoudnessTargets: Sendable {
  /// One level, and what becomes of the song there.
  struct Target: Sendable {
    /// The level in LUFS, for a person.
    let level: String
    /// Who asks for it.
    let use: String
    /// How the song compares.
    let verdict: String
  }

  /// The levels, the loudest first.
  let targets: [Target]

  /// The usual targets for a song of a loudness in LUFS.
  ///
  /// −23 LUFS is EBU R 128 (2023); −16 and −14 LUFS are what the large streaming services publish
  /// for their players.
  init(_ loudness: Double) {
    targets = [
      (-14, "most streaming players"), (-16, "streaming on phones, podcasts"),
      (-23, "broadcasting, EBU R 128"),
    ].map { level, use in
      let difference = (loudness - level).rounded(toDecimals: 1)
      let verdict =
        difference > 0
        ? "\(difference.fixed(1)) LU louder: turned down"
        : difference < 0 ? "\((-difference).fixed(1)) LU quieter: left, or turned up" : "just right"
      return Target(level: "−\((-level).fixed(0))", use: use, verdict: verdict)
    }
  }
}
