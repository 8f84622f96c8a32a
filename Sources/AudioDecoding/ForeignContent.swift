/// What stands in the place of audio, where it can be recognised, so that an error can name it.
struct ForeignContent {
  /// `notAudio`, or `unsupported` for audio that is not decoded here.
  let code: AudioFileError.Code

  /// What the file is and what the user can do.
  let detail: String

  /// Recognises content by its first bytes; `nil` where they say nothing.
  init?(_ head: [UInt8]) {
    if let entry = Self.signatures.first(where: { head.dropFirst($0.offset).starts(with: $0.magic) }
    ) {
      self.init(entry.name, isAudio: entry.isAudio)
    } else if let text = Self.text(head) {
      let start = text.drop { $0.isWhitespace }.prefix(256).lowercased()
      if start.hasPrefix("<!doctype html") || start.contains("<html") || start.contains("<head") {
        self.init("an HTML page", hint: "the download link may have expired")
      } else if start.hasPrefix("<") {
        self.init("an XML text", hint: "the server may have sent an error message")
      } else if start.prefixMatch(of: Self.beginningOfJSON) != nil {
        self.init("a JSON text", hint: "the server may have sent an error message")
      } else {
        self.init("plain text")
      }
    } else {
      return nil
    }
  }

  private init(_ name: String, isAudio: Bool = false, hint: String? = nil) {
    code = isAudio ? .unsupported : .notAudio
    detail =
      isAudio
      ? "this is \(name), which is not decoded here; convert it to FLAC or WAV first"
      : "this is \(name), not audio" + (hint.map { "; \($0)" } ?? "")
  }

  private struct Signature {
    let magic: [UInt8]
    let offset: Int
    let name: String
    let isAudio: Bool

    init(_ magic: [UInt8], at offset: Int = 0, _ name: String, isAudio: Bool = false) {
      self.magic = magic
      self.offset = offset
      self.name = name
      self.isAudio = isAudio
    }

    init(_ magic: String, at offset: Int = 0, _ name: String, isAudio: Bool = false) {
      self.init(Array(magic.utf8), at: offset, name, isAudio: isAudio)
    }
  }

  private static let signatures = [
    Signature([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    Signature([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    Signature("GIF8", "a GIF picture"),
    Signature("WEBP", at: 8, "a WebP picture"),
    Signature("AVI ", at: 8, "an AVI video"),
    Signature("%PDF", "a PDF document"),
    Signature([0x50, 0x4B, 3, 4], "a ZIP archive"),
    Signature([0x1F, 0x8B], "a gzip archive"),
    Signature("ustar", at: 257, "a tar archive"),
    Signature("Rar!", "a RAR archive"),
    Signature([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
    Signature([0x7F, 0x45, 0x4C, 0x46], "a program"),
    Signature("#EXTM3U", "a playlist"),
    Signature("MThd", "a MIDI file"),
    Signature([0x1A, 0x45, 0xDF, 0xA3], "a Matroska or WebM file", isAudio: true),
    Signature([0x30, 0x26, 0xB2, 0x75], "a Windows Media file", isAudio: true),
    Signature("caff", "a CAF file", isAudio: true),
    Signature("riff", "a Wave64 file", isAudio: true),
    Signature(".snd", "a Sun AU file", isAudio: true),
    Signature("MAC ", "a Monkey's Audio file", isAudio: true),
    Signature("wvpk", "a WavPack file", isAudio: true),
    Signature("#!AMR", "an AMR file", isAudio: true),
  ]

  /// RFC 8259, sections 4 and 5, in lower case; lyrics begin with a bracket too, before a name.
  private static var beginningOfJSON: Regex<Substring> {
    /\{\s*["}]|\[\s*(?:[\[\]{"\-\d]|true\b|false\b|null\b)/
  }

  /// The bytes as text; `nil` when a control character shows that they are none.
  private static func text(_ head: [UInt8]) -> String? {
    guard !head.contains(where: { $0 < 9 || (14..<32).contains($0) && $0 != 27 || $0 == 127 })
    else {
      return nil
    }
    // The last character may be cut at the end of what was read: up to 3 of its bytes.
    return (0...3).lazy
      .compactMap { String(validating: head.dropLast($0), as: UTF8.self) }
      .first { !$0.isEmpty }
  }
}
