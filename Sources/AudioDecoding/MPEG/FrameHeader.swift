/// The header of one frame of a stream that is a plain chain of frames: MPEG audio or ADTS.
protocol FrameHeader: Sendable {
  /// How many bytes from the start of a frame a header needs.
  static var byteCount: Int { get }

  /// The shortest frame that is looked for where only the next header can tell, in bytes.
  static var shortestFrame: Int { get }

  /// The longest frame there can be, in bytes.
  static var longestFrame: Int { get }

  /// Reads a header; `nil` where the bytes are none, or fewer than `byteCount`.
  init?(_ bytes: UnsafeRawBufferPointer)

  /// The frame's length in bytes with its header; `nil` where only the next header can tell.
  var frameLength: Int? { get }

  /// Whether a frame with this header can follow one with the other in the same stream.
  func continues(_ other: Self) -> Bool

  /// The length of a frame whose header does not tell it, of which the next one begins `distance`
  /// bytes on; `nil` where that cannot be.
  func withLength(distance: Int) -> Self?

  /// The same frame with the length, but for padding, of another one of its stream.
  func withLength(like other: Self) -> Self?
}

extension FrameHeader {
  static var shortestFrame: Int { byteCount }
  func withLength(distance: Int) -> Self? { nil }
  func withLength(like other: Self) -> Self? { nil }
}
