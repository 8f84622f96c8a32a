/// What happens on the way of a run, for whoever watches.
package enum RunEvent: Sendable {
  /// The run is written down under this number.
  case begun(run: Int64, name: String)
  /// A round begins; `of` is how many there shall be, where that is known.
  case round(Int, of: Int?)
  /// A song is being listened to.
  case listening(String)
  /// Where the order hangs in its source.
  case chosen(RunChoice)
  /// A paid request is about to be sent: the how manieth of the run, of how many.
  case paying(Int, of: Int)
  /// What happens to the order.
  case order(OrderEvent)
  /// A result is being compared with its source.
  case checking(LibrarySong)
  /// What the comparison gave.
  case checked(LibrarySong, SeamReport)
  /// This song is the best of its order.
  case kept(LibrarySong)
  /// Something that the user should know.
  case notice(String)
}
