import ArgumentParser

/// On what grounds a run may pay.
struct Boldness: ParsableArguments {
  @Flag(help: "Pay even where the analysis is not sure of its point.")
  var yes = false
}
