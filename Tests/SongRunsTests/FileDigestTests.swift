import SongRuns
import TestSupport
import Testing

@Suite struct FileDigestTests {
  /// FIPS 180-4 and its example values: no byte, `abc`, and a million times `a`.
  @Test(arguments: [
    (0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (1_000_000, "a", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func isTheSHA256OfTheBytes(count: Int, text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(String(repeating: text, count: count).utf8, to: "bytes")
    #expect(try FileDigest(path: path).description == expected)
  }

  @Test func aMissingFileIsAnError() {
    #expect(throws: (any Error).self) { try FileDigest(path: "/no/such/file") }
  }
}
