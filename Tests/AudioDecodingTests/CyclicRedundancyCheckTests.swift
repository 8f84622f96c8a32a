import Testing

@testable import AudioDecoding

/// The checksums, against the check values that catalogues give for the digits 1 to 9.
@Suite struct CyclicRedundancyCheckTests {
  static let digits = Array("123456789".utf8)

  @Test func lamesIsTheOneCalledARC() {
    Self.digits.withUnsafeBytes { #expect(CyclicRedundancyCheck.lame($0) == 0xBB3D) }
  }

  @Test func lamesCanBeTakenInPieces() {
    let bytes = (0..<100).map { UInt8($0 * 7 & 0xFF) }
    let whole = bytes.withUnsafeBytes { CyclicRedundancyCheck.lame($0) }
    for cut in 0...bytes.count {
      let first = bytes[..<cut].withUnsafeBytes { CyclicRedundancyCheck.lame($0) }
      #expect(
        bytes[cut...].withUnsafeBytes { CyclicRedundancyCheck.lame($0, from: first) } == whole)
    }
  }
}
