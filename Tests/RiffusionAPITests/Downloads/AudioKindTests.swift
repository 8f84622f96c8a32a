import Testing

@testable import RiffusionAPI

@Suite struct AudioKindTests {
  static let heads: [([UInt8], AudioKind?)] = [
    (Array("ID3\u{4}\u{0}".utf8), .mp3), ([0xFF, 0xFB, 0x90, 0], .mp3), ([0xFF, 0xF3], .mp3),
    ([0xFF, 0xE3, 0, 0], .mp3), ([0xFF, 0xF1, 0x50], .aac), ([0xFF, 0xF9], .aac),
    ([0, 0, 0, 0x20] + Array("ftypM4A ".utf8), .m4a), (Array("fLaC".utf8), .flac),
    (Array("OggS".utf8), .ogg), (Array("RIFF\u{1}\u{0}\u{0}\u{0}WAVE".utf8), .wav),
    (Array("FORM\u{0}\u{0}\u{0}\u{1}AIFF".utf8), .aiff),
    (Array("FORM\u{0}\u{0}\u{0}\u{1}AIFC".utf8), .aiff),
    ([], nil), ([0xFF], nil), ([0xFF, 0xFF], .mp3), ([0xFF, 0xE1], nil), ([0xFF, 0xFE], .mp3),
    (Array("RIFF\u{1}\u{0}\u{0}\u{0}AVI ".utf8), nil), (Array("<html>".utf8), nil),
    (Array("\u{89}PNG".utf8), nil), ([UInt8](repeating: 0, count: 12), nil), (Array("I".utf8), nil),
  ]

  @Test(arguments: heads)
  func aFileIsKnownByItsFirstBytes(head: [UInt8], kind: AudioKind?) {
    #expect(AudioKind(head: head) == kind)
    #expect(AudioKind(head: (head + [1, 2, 3])[...]) == kind || head.count < 12)
  }
}
