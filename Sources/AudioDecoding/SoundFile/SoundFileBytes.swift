import CSndFile
import Foundation

/// The bytes that libsndfile reads as a file: those of one sound file, from its beginning.
///
/// What stands behind them is kept from the library, which takes another file there for a fault of
/// this one; and a length that was never filled in reads as one that is not known.
final class SoundFileBytes {
  /// Where the library reads next.
  private(set) var position = 0
  /// Why the system could not read on; the library took that for the end.
  private(set) var failure: AudioFileError?

  private var file: ByteReader
  private let count: Int
  private let unknownLength: Range<Int>?

  /// Lends the first `count` bytes of a file, with all ones in the field `unknownLength`.
  init(path: String, count: Int, unknownLength: Range<Int>?) throws(AudioFileError) {
    file = try ByteReader(path: path)
    self.count = count
    self.unknownLength = unknownLength
  }

  /// Opens the bytes with the library; `nil` when that refuses them.
  ///
  /// What is opened does not keep the bytes alive.
  func open(_ info: inout SF_INFO) -> OpaquePointer? {
    var functions = SF_VIRTUAL_IO(
      get_filelen: { sf_count_t(SoundFileBytes.lent($0)?.count ?? 0) },
      seek: { offset, origin, bytes in
        sf_count_t(SoundFileBytes.lent(bytes)?.seek(Int(offset), from: origin) ?? -1)
      },
      read: { target, count, bytes in
        let target = UnsafeMutableRawBufferPointer(start: target, count: Int(count))
        return sf_count_t(SoundFileBytes.lent(bytes)?.read(into: target) ?? 0)
      },
      write: { _, _, _ in 0 },
      tell: { sf_count_t(SoundFileBytes.lent($0)?.position ?? 0) })
    return sf_open_virtual(
      &functions, Int32(SFM_READ), &info, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func lent(_ bytes: UnsafeMutableRawPointer?) -> SoundFileBytes? {
    bytes.map { Unmanaged<SoundFileBytes>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: Int, from origin: Int32) -> Int {
    let start = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? position : count
    let (place, isBeyond) = start.addingReportingOverflow(offset)
    guard !isBeyond, place >= 0 else { return -1 }
    position = place
    return place
  }

  private func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < target.count, position < count {
      let wanted = min(target.count - done, count - position, ByteReader.capacity)
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      do throws(AudioFileError) {
        let got = try file.withBytes(at: position, count: wanted) {
          bytes throws(AudioFileError) in
          rest.copyMemory(from: bytes)
          return bytes.count
        }
        if got == 0 { break }
        for index in unknownLength?.clamped(to: position..<position + got) ?? 0..<0 {
          rest[index - position] = 0xFF
        }
        done += got
        position += got
      } catch {
        failure = error
        break
      }
    }
    return done
  }
}
