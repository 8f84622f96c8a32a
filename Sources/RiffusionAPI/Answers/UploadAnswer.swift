/// What a provider says to an upload.
public enum UploadAnswer: Hashable, Sendable {
  /// The upload can be named by this id.
  case ready(id: String)
  /// The upload is being taken in; the task tells its id when it is done.
  case pending(task: String)
}
