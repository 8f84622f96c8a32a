public import ArgumentParser
public import RiffusionAPI
package import RiffusionStandIn
package import SongRuns

/// The path of a file of text that an option names, where `-` stands for standard input.
func textPath(_ argument: String) -> String { argument == "-" ? "/dev/stdin" : argument }

extension SuggestedRequest.Purpose: ExpressibleByArgument {}

extension Model: ExpressibleByArgument {
  /// Any name is a model.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The name as a user would write it.
  public var defaultValueDescription: String { rawValue }
}

extension StandInDialect: ExpressibleByArgument {}
extension SongLength: ExpressibleByArgument {}
extension WordTimes: ExpressibleByArgument {}
