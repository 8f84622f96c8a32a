/// The place of one channel in a programme, as loudness measurement needs to know it.
///
/// ITU-R BS.1770-5, Annex 1, Table 3 weights by place: the front channels count 1, the surround
/// channels 1.41, and the low-frequency channel not at all.
public enum AudioChannel: String, Hashable, Sendable {
  /// Front left, and the only channel of a mono file.
  case left
  /// Front right.
  case right
  /// Front centre.
  case center
  /// Low-frequency effects: carried along, but no part of any loudness.
  case lowFrequency
  /// Left surround, behind or beside the listener.
  case leftSurround
  /// Right surround, behind or beside the listener.
  case rightSurround

  /// The usual order of a file that has `count` channels and does not name them.
  ///
  /// One to six channels follow WAVE and MPEG practice (6: L R C LFE Ls Rs; 5: L R C Ls Rs;
  /// 4: L R Ls Rs; 3: L R C). In 7.1 and 6.1 the sides come last, and the rear before them weighs
  /// as the front does; channels after the eighth are taken as front channels.
  public static func usualOrder(count: Int) -> [AudioChannel] {
    switch count {
    case ...0: []
    case 1: [.left]
    case 2: [.left, .right]
    case 3: [.left, .right, .center]
    case 4: [.left, .right, .leftSurround, .rightSurround]
    case 5: [.left, .right, .center, .leftSurround, .rightSurround]
    case 6: [.left, .right, .center, .lowFrequency, .leftSurround, .rightSurround]
    case 7: [.left, .right, .center, .lowFrequency, .center, .leftSurround, .rightSurround]
    default:
      [.left, .right, .center, .lowFrequency, .left, .right, .leftSurround, .rightSurround]
        + Array(repeating: .left, count: count - 8)
    }
  }
}
