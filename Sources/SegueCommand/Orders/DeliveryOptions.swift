import ArgumentParser
import Foundation

/// Options of every command that brings songs.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder for the songs. (default: the working folder)", valueName: "dir"))
  var output: String?

  @Option(help: "How to print the results.")
  var format: DocumentFormat = .text

  /// The folder for the songs.
  var folder: URL { URL(filePath: output ?? ".", directoryHint: .isDirectory) }
}

/// How a document is printed.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
  /// For a person.
  case text
  /// One object, or an array where there are several.
  case json
}
