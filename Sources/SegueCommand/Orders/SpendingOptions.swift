import ArgumentParser

/// How much a run may pay for, and on what grounds.
struct SpendingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many orders the run may pay for. (default: the rounds; 10 with --until)",
      valueName: "n"))
  var maxRequests: Int?

  @Flag(help: "Pay even where the analysis is not sure of its point.")
  var yes = false

  func validate() throws {
    guard maxRequests.map({ $0 > 0 }) ?? true else {
      throw ValidationError("A run needs at least one order.")
    }
  }
}
