import Foundation

/// A file of text that the user names: one on a disk, a pipe, or `/dev/stdin`.
enum GivenFile {
  /// Reads it to its end, for which a pipe is waited.
  ///
  /// Standard input may be a socket, which cannot be opened by its path.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it.
  ///   - name: What it should be, such as `lyrics file`.
  /// - Returns: All that it holds; nothing of a pipe that was read before.
  /// - Throws: `SongRunError` of code `unreadableFile`, also for a terminal, at which nobody may know
  ///   that they are waited for, for a standard input of nothing, and for more than any text is.
  static func content(at path: String, named name: String) throws(SongRunError) -> Data {
    func failure(_ detail: String) -> SongRunError {
      SongRunError(code: .unreadableFile, subject: path, detail: detail)
    }
    let isStandardInput = path == "/dev/stdin"
    let file = isStandardInput ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    if let file, isatty(file.fileDescriptor) == 1 {
      throw failure("this is a terminal: name a file, or hand the text over by a pipe")
    }
    guard let file, let content = try? file.read(upToCount: mostBytes + 1) ?? Data() else {
      throw failure("the \(name) is missing or not readable")
    }
    guard content.count <= mostBytes else {
      throw failure("the \(name) has more than \(mostBytes >> 20) MiB")
    }
    guard !isStandardInput || !content.isEmpty else {
      throw failure("nothing is there, or something else has read it")
    }
    return content
  }

  /// Makes sure that a path leads to nothing, or to a file of data, which ends and can be read twice.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile` for a pipe, a device or a folder.
  static func requireData(at path: String) throws(SongRunError) {
    guard FileStamp(path: path) == nil, FileManager.default.fileExists(atPath: path) else { return }
    throw SongRunError(
      code: .unreadableFile, subject: path,
      detail: "this is a folder, a pipe or a device, not a file")
  }

  /// Content as text, with plain line breaks and no blank lines around it; `nil` where it is none.
  ///
  /// UTF-8, or UTF-16 that starts with its mark of byte order.
  static func text(of content: Data) -> String? {
    let isUTF16 = content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
    guard let text = String(data: content, encoding: isUTF16 ? .utf16 : .utf8),
      !text.contains("\0")
    else { return nil }
    let marked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    return marked.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
  }

  /// Ours: a thousand times what the longest song sings, with the times of its words.
  private static let mostBytes = 64 << 20
}
