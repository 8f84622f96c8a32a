import Crypto
import Foundation

/// A file that grows while it is downloaded, under a name of its own, until it is whole.
///
/// It is removed when it is dropped before it was put in its place.
final class PartialFile {
  /// How many bytes it has.
  private(set) var byteCount = 0
  /// Its first bytes, as many as tell what it is.
  private(set) var head: [UInt8] = []

  private let folder: URL
  private let url: URL
  private let handle: FileHandle
  private var digest = SHA256()
  private var isKept = false

  /// An empty file in a folder, which is made if it is missing.
  ///
  /// - Throws: `RiffusionError` of code `cannotWrite`.
  init(in folder: URL) throws(RiffusionError) {
    self.folder = folder
    url = folder.appending(path: ".\(UUID().uuidString).part")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: url, options: .withoutOverwriting)
      handle = try FileHandle(forWritingTo: url)
    } catch {
      throw Self.failure(error, at: folder)
    }
  }

  deinit {
    try? handle.close()
    if !isKept { try? FileManager.default.removeItem(at: url) }
  }

  /// Adds bytes at the end.
  func append(_ bytes: ArraySlice<UInt8>) throws(RiffusionError) {
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw Self.failure(error, at: folder)
    }
    digest.update(data: bytes)
    byteCount += bytes.count
    head += bytes.prefix(AudioKind.headLength - min(head.count, AudioKind.headLength))
  }

  /// Forgets everything, to begin anew.
  func restart() throws(RiffusionError) {
    do {
      try handle.truncate(atOffset: 0)
    } catch {
      throw Self.failure(error, at: folder)
    }
    digest = SHA256()
    byteCount = 0
    head = []
  }

  /// Puts the file in its place, under its digest, at once and whole.
  func keep(as kind: AudioKind) throws(RiffusionError) -> DownloadedAudio {
    let sha256 = digest.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
    let target = folder.appending(path: "\(sha256).\(kind.rawValue)")
    do {
      try handle.synchronize()
      guard rename(url.path, target.path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      throw Self.failure(error, at: target)
    }
    isKept = true
    return DownloadedAudio(path: target.path, sha256: sha256, byteCount: byteCount, kind: kind)
  }

  private static func failure(_ error: any Error, at url: URL) -> RiffusionError {
    RiffusionError(
      code: .cannotWrite, subject: url.path,
      detail: "the song could not be written: \(error.inWords)")
  }
}
