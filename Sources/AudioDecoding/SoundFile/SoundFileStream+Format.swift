import AudioModel
import CSndFile

extension SoundFileStream {
  /// The channels of an open file, as its header places them, or else in the usual order.
  static func channels(of handle: OpaquePointer, count: Int) -> [AudioChannel] {
    var map = [Int32](repeating: 0, count: count)
    let byteCount = Int32(count * MemoryLayout<Int32>.stride)
    guard sf_command(handle, Int32(SFC_GET_CHANNEL_MAP_INFO), &map, byteCount) == SF_TRUE else {
      return AudioChannel.usualOrder(count: count)
    }
    let places = map.map { Int($0) }
    let channels = places.map { channel(at: $0, hasSides: places.contains(sideLeft)) }
    let known = channels.compactMap { $0 }
    return known.count == count ? known : AudioChannel.usualOrder(count: count)
  }

  private static let sideLeft = SF_CHANNEL_MAP_SIDE_LEFT

  /// The place of one channel; `nil` for one that libsndfile does not know.
  ///
  /// BS.1770-5 gives the surround weight to what lies 60° to 120° from the front. The rear pair of
  /// 5.1 stands for that; in 7.1, beside a pair at the sides, it does not.
  private static func channel(at place: Int, hasSides: Bool) -> AudioChannel? {
    switch place {
    case SF_CHANNEL_MAP_MONO, SF_CHANNEL_MAP_LEFT,
      SF_CHANNEL_MAP_FRONT_LEFT, SF_CHANNEL_MAP_FRONT_LEFT_OF_CENTER:
      .left
    case SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_FRONT_RIGHT,
      SF_CHANNEL_MAP_FRONT_RIGHT_OF_CENTER:
      .right
    case SF_CHANNEL_MAP_CENTER, SF_CHANNEL_MAP_FRONT_CENTER,
      SF_CHANNEL_MAP_REAR_CENTER:
      .center
    case SF_CHANNEL_MAP_LFE: .lowFrequency
    case SF_CHANNEL_MAP_SIDE_LEFT: .leftSurround
    case SF_CHANNEL_MAP_SIDE_RIGHT: .rightSurround
    case SF_CHANNEL_MAP_REAR_LEFT: hasSides ? .left : .leftSurround
    case SF_CHANNEL_MAP_REAR_RIGHT: hasSides ? .right : .rightSurround
    default: nil
    }
  }

  /// The short name of the codec inside a container.
  static func codec(_ format: Int32) -> String {
    switch Int(format) & SF_FORMAT_TYPEMASK {
    case SF_FORMAT_FLAC: return "flac"
    default: break
    }
    return switch Int(format) & SF_FORMAT_SUBMASK {
    case SF_FORMAT_VORBIS: "vorbis"
    case SF_FORMAT_OPUS: "opus"
    case SF_FORMAT_PCM_U8: "pcm_u8"
    case SF_FORMAT_PCM_S8: "pcm_s8"
    case SF_FORMAT_PCM_16: Int(format) & SF_FORMAT_TYPEMASK == SF_FORMAT_OGG ? "flac" : "pcm_s16"
    case SF_FORMAT_PCM_24: Int(format) & SF_FORMAT_TYPEMASK == SF_FORMAT_OGG ? "flac" : "pcm_s24"
    case SF_FORMAT_PCM_32: "pcm_s32"
    case SF_FORMAT_FLOAT: "pcm_f32"
    case SF_FORMAT_DOUBLE: "pcm_f64"
    case SF_FORMAT_ALAW: "pcm_alaw"
    case SF_FORMAT_ULAW: "pcm_mulaw"
    default: "adpcm"
    }
  }
}
