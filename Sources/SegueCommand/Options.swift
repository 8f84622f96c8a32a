public import ArgumentParser
public import RiffusionAPI
package import SongRuns

extension SuggestedRequest.Purpose: ExpressibleByArgument {}

extension Model: ExpressibleByArgument {
  /// Any name is a model.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The name as a user would write it.
  public var defaultValueDescription: String { rawValue }
}
