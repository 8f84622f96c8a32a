import Foundation
import SongAnalysis
import Synchronization

/// The book of one shard, to which a line is added for every song, and from which none is taken.
///
/// A line is on the disk when `add` returns. Of a process that was killed the last line may be torn:
/// readers pass over it, and the next writer cuts it off.
final class BatchLedger: Sendable {
  private let path: String
  private let file: Int32
  private let lock: FileLock
  private let turn = Mutex<Void>(())

  /// Opens the ledger at a path, and makes it where there is none.
  ///
  /// - Throws: `SongRunError` of code `runIsBusy` where another process writes it, `cannotWrite`.
  init(path: String) throws(SongRunError) {
    self.path = path
    do throws(POSIXError) {
      lock = try FileLock(path, waits: false)
    } catch {
      guard error.code == .EWOULDBLOCK else { throw .cannotWrite(path, error.code.rawValue) }
      throw SongRunError(
        code: .runIsBusy, subject: path,
        detail: "another process is at work on this batch or shard; wait for it, or end it")
    }
    file = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw .cannotWrite(path, errno) }
    let content = FileManager.default.contents(atPath: path) ?? Data()
    let whole = content.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    guard whole == content.count || ftruncate(file, off_t(whole)) == 0 else {
      throw .cannotWrite(path, errno)
    }
  }

  deinit { close(file) }

  /// Adds a line, in one piece, and waits until the disk has it.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  func add(_ line: LedgerLine) throws {
    let bytes = [UInt8](try DocumentEncoder().encode(line)) + [0x0a]
    try turn.withLock { _ in
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count == bytes.count, fsync(file) == 0 else {
        let status = count < 0 || count == bytes.count ? errno : ENOSPC
        if count > 0 { ftruncate(file, lseek(file, 0, SEEK_END) - off_t(count)) }
        throw SongRunError.cannotWrite(path, status)
      }
    }
  }

  /// The whole lines of a ledger, the first first; what cannot be read as a line is none.
  static func lines(at path: String) -> [LedgerLine] {
    let decoder = JSONDecoder()
    return (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 0x0a)
      .compactMap { try? decoder.decode(LedgerLine.self, from: $0) }
  }
}
