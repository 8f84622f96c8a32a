import ArgumentParser
import SongRuns

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
  var variationStrength: StrengthChoice.Variation?

  /// What is given.
  var choice: StrengthChoice {
    StrengthChoice(
      lyrics: lyricsStrength, sound: soundStrength, weirdness: weirdness, cover: coverStrength,
      variation: variationStrength)
  }
}

extension StrengthChoice.Variation: ExpressibleByArgument {
  /// A strength, or the word `null`.
  public init?(argument: String) {
    if argument == "null" {
      self = .null
    } else if let value = Double(argument) {
      self = .value(value)
    } else {
      return nil
    }
  }
}
