import ArgumentParser
import RiffusionAPI

/// How strongly each influence acts.
struct StrengthOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How strongly the lyrics act.", valueName: "0...1"))
  var lyricsStrength: Double?

  @Option(help: ArgumentHelp("How strongly the tag acts.", valueName: "0...1"))
  var soundStrength: Double?

  @Option(help: ArgumentHelp("How far the result may stray.", valueName: "0...1"))
  var weirdness: Double?

  @Option(help: ArgumentHelp("How faithfully the source is followed.", valueName: "0...1"))
  var coverStrength: Double?

  @Option(help: ArgumentHelp("How much it varies.", valueName: "0...1|null"))
  var variationStrength: Variation?

  /// A variation strength, or the word `null`.
  struct Variation: ExpressibleByArgument {
    let value: Double?

    init?(argument: String) {
      value = Double(argument)
      guard value != nil || argument == "null" else { return nil }
    }
  }

  /// Whether none is given.
  var isEmpty: Bool {
    lyricsStrength == nil && soundStrength == nil && weirdness == nil && coverStrength == nil
      && variationStrength == nil
  }

  /// The usual strengths, with those that are given in their place.
  func strengths(over usual: Strengths) -> Strengths {
    Strengths(
      lyrics: lyricsStrength ?? usual.lyrics, sound: soundStrength ?? usual.sound,
      weirdness: weirdness ?? usual.weirdness, cover: coverStrength ?? usual.cover,
      variation: variationStrength.map(\.value) ?? usual.variation)
  }
}
