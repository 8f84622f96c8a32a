public import ArgumentParser
public import RiffusionAPI
package import SongRuns

extension Anchor: ExpressibleByArgument {
  /// Reads an anchor from the command line; what cannot be read is a usage error.
  package init?(argument: String) {
    guard let anchor = try? Anchor(argument) else { return nil }
    self = anchor
  }
}

extension SuggestedRequest.Purpose: ExpressibleByArgument {}

extension Model: ExpressibleByArgument {
  /// Any name is a model.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The name as a user would write it.
  public var defaultValueDescription: String { rawValue }
}
