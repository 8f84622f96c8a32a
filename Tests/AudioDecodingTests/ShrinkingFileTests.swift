import AudioModel
import Foundation
import TestSupport
import Testing

@testable import AudioDecoding

/// Files that are shorter by now than when they were opened.
@Suite struct ShrinkingFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A reader of a file of which only the beginning is left.
  private func reader(of bytes: [UInt8], keeping count: Int) throws -> ByteReader {
    let path = try folder.write(bytes, to: "file")
    let reader = try ByteReader(path: path)
    try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: UInt64(count))
    return reader
  }

  @Test(arguments: [0, 3, 13, 19, 30, 43, 44, 100])
  func theChunksOfAWAVEndWithIt(count: Int) throws {
    let bytes = WAVFile(clicksFor: 1).bytes + Array("LIST".utf8) + [4, 0, 0, 0, 1, 2, 3, 4]
    var file = try reader(of: bytes, keeping: count)
    #expect(throws: Never.self) { _ = try ChunkLayout(&file) }
  }

  @Test(arguments: [0, 3, 9, 15, 16, 20, 23])
  func theBoxesOfAnMP4EndWithIt(count: Int) throws {
    let bytes = [0, 0, 0, 16] + Array("ftypM4A ".utf8) + [0, 0, 0, 0]
    let movie = [0, 0, 1, 0] + Array("free".utf8) + [UInt8](repeating: 0, count: 248)
    var file = try reader(of: bytes + movie, keeping: count)
    #expect(throws: Never.self) { _ = try MP4Layout(&file) }
  }
}
