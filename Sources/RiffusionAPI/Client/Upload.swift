/// What became of an upload.
public enum Upload: Hashable, Sendable {
  /// The provider has it, under this id.
  case ready(id: String)
  /// The provider is taking it in.
  case pending(Job)
}
