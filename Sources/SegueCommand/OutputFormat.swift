import ArgumentParser

/// How analyses are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For a person.
  case text
  /// One object, or an array where there are several inputs.
  case json
  /// One object a line.
  case jsonl
}
