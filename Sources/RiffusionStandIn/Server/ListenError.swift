/// A port that cannot be listened on.
package struct ListenError: Error, Equatable, CustomStringConvertible {
  /// The port that was asked for.
  package let port: Int
  /// What the system says.
  package let reason: String

  /// What happened, and what can be done.
  package var description: String {
    "cannot listen on port \(port): \(reason); --port 0 takes any that is free"
  }
}
