package import RiffusionAPI

/// What happens on the way of an order, for whoever watches.
package enum OrderEvent: Sendable {
  /// The provider is asked to take in the audio at an address.
  case uploading(String)
  /// The order has been taken; this is worth keeping.
  case submitted(JobHandle)
  /// The provider tells how far it is.
  case progress([Song])
  /// Something went wrong that will be tried again.
  case trouble(String)
  /// A song's audio is coming.
  case downloading(Song, DownloadProgress)
  /// A song is at its end.
  case delivered(DeliveredSong)
}
