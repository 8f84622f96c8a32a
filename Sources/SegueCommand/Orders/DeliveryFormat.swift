import ArgumentParser

/// The format of a command that brings no songs.
struct DeliveryFormat: ParsableArguments {
  @Option(help: "How to print the result.")
  var format: DocumentFormat = .text

  /// The same, as a command has it that brings songs.
  var options: DeliveryOptions {
    var options = DeliveryOptions()
    options.output = nil
    options.format = format
    return options
  }
}
