/// What happens while a job is waited for.
public enum JobEvent: Hashable, Sendable {
  /// The provider has told how far it is: every song that it lists.
  case progress([Song])
  /// One song has come to its end, good or bad, whatever the others do.
  case finished(Song)
  /// The provider could not be asked; it will be asked again. One that lasts is told once.
  case trouble(RiffusionError)
}
