/// A change of the library that a run makes on its way.
package enum RecordedStep: String, Hashable, Sendable, CaseIterable {
  /// A run was ordered.
  case runBegun
  /// The song that a run starts from is known.
  case sourceKnown
  /// A song was analysed.
  case analysed
  /// A request that costs money is about to be sent.
  case intended
  /// The provider took it.
  case acknowledged
  /// The provider did not take it, or may not have.
  case unanswered
  /// The provider has taken in an upload.
  case uploaded
  /// A song's file is there, or will never be.
  case delivered
  /// A song was compared with the one that it was made from.
  case checked
  /// The best song of an order was chosen.
  case kept
  /// A run came to its end.
  case runEnded
  /// The user changed something.
  case edited

  /// Before or after it was written.
  package enum Moment: Hashable, Sendable {
    /// Nothing of it is there yet.
    case before
    /// It is on the disk.
    case after
  }
}
