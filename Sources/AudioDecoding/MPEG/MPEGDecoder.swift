import CMPG123

/// libmpg123, set up to decode whole frames to floats of one format, and to do nothing else.
final class MPEGDecoder {
  private let handle: OpaquePointer

  /// A decoder for the stream that begins with a frame of this header.
  ///
  /// - Throws: `cannotOpen` when the library cannot be set up; `path` is for the message.
  init(for header: MPEGHeader, path: String) throws(AudioFileError) {
    var status: Int32 = 0
    guard let handle = mpg123_new(nil, &status) else {
      throw Self.failure(path: path, status: status)
    }
    self.handle = handle
    let failed = Self.prepare(handle, for: header).first { $0 != MPG123_OK.rawValue }
    if let failed { throw Self.failure(path: path, status: failed) }
  }

  deinit { mpg123_delete(handle) }

  /// Takes in the bytes of one frame of the file; whether the library accepts them.
  func feed(_ frame: UnsafeRawBufferPointer) -> Bool {
    mpg123_feed(handle, frame.baseAddress, frame.count) == MPG123_OK.rawValue
  }

  /// The samples of the frame that was fed, interleaved, which stay until the next one is; `nil` where
  /// it cannot be decoded.
  func decode() -> UnsafeBufferPointer<Float>? {
    var number: off_t = 0
    var audio: UnsafeMutablePointer<UInt8>?
    var byteCount = 0
    var status = MPG123_NEW_FORMAT.rawValue
    // The first frame, and one of another channel count, announce their format before they decode.
    while status == MPG123_NEW_FORMAT.rawValue {
      status = mpg123_decode_frame(handle, &number, &audio, &byteCount)
    }
    guard status == MPG123_OK.rawValue, let audio else { return nil }
    let bytes = UnsafeRawBufferPointer(start: audio, count: byteCount)
    return bytes.assumingMemoryBound(to: Float.self)
  }

  /// Makes the library forget the frames before a gap, whose bits it would mix with those behind.
  func restart() { mpg123_open_feed(handle) }

  private static func prepare(_ handle: OpaquePointer, for header: MPEGHeader) -> [Int32] {
    let flags =
      MPG123_QUIET.rawValue | MPG123_FORCE_FLOAT.rawValue | MPG123_NO_RESYNC.rawValue
      | MPG123_NO_READAHEAD.rawValue | MPG123_IGNORE_INFOFRAME.rawValue
    var statuses = [segue_mpg123_set(handle, MPG123_FLAGS, Int(flags), 0)]
    if let freeLength = header.freeLength {
      // The library counts without the header.
      let size = freeLength - MPEGHeader.byteCount
      statuses.append(segue_mpg123_set(handle, MPG123_FREEFORMAT_SIZE, size, 0))
    }
    statuses.append(mpg123_format_none(handle))
    statuses.append(
      mpg123_format(
        handle, header.sampleRate, Int32(header.channelCount),
        Int32(MPG123_ENC_FLOAT_32.rawValue)))
    statuses.append(mpg123_open_feed(handle))
    return statuses
  }

  private static func failure(path: String, status: Int32) -> AudioFileError {
    AudioFileError(
      code: .cannotOpen, path: path, libraryStatus: status,
      detail: "libmpg123 cannot be set up: \(String(cString: mpg123_plain_strerror(status)))")
  }
}
