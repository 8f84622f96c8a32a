/// Why a file could not be read as audio, or written.
///
/// A file that gave *some* audio is no error but a `DecodeResult` whose status tells what is wrong.
public struct AudioFileError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  public let code: Code

  /// The file, as the caller named it.
  public let path: String

  /// The status of the decoding library or of the operating system, unchanged; `nil` without one.
  public let libraryStatus: Int32?

  /// What happened and what can be done, in words, without the path.
  public let detail: String

  /// An error about one file.
  public init(code: Code, path: String, libraryStatus: Int32? = nil, detail: String) {
    self.code = code
    self.path = path
    self.libraryStatus = libraryStatus
    self.detail = detail
  }
}

extension AudioFileError: CustomStringConvertible {
  /// The path and the detail, as in `x.mp3: this is an HTML page, not audio`.
  public var description: String { "\(path): \(detail)" }
}

extension AudioFileError {
  /// The kinds of failure, told apart by what the user can do about them.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Value: String {
      case notFound, isDirectory, cannotOpen, empty, notAudio, unsupported, corrupt
      case decoderMissing, limitReached, cannotWrite
    }

    private let value: Value

    /// The stable name of the code, such as `notAudio`.
    public var name: String { value.rawValue }

    /// The same as the name.
    public var description: String { name }

    /// No file has this path.
    public static let notFound = Code(value: .notFound)
    /// The path leads to a folder.
    public static let isDirectory = Code(value: .isDirectory)
    /// The file is there and cannot be read: permissions, or a device that fails.
    public static let cannotOpen = Code(value: .cannotOpen)
    /// The file has no bytes, or only zeros, or only a tag without audio.
    public static let empty = Code(value: .empty)
    /// The file holds something else than audio.
    public static let notAudio = Code(value: .notAudio)
    /// The file is audio of a kind that is not decoded here.
    public static let unsupported = Code(value: .unsupported)
    /// The file claims to be audio of a known kind, and nothing of it could be decoded.
    public static let corrupt = Code(value: .corrupt)
    /// The file needs the `ffmpeg` program, which is not installed.
    public static let decoderMissing = Code(value: .decoderMissing)
    /// Decoding took longer, or gave more, than any song does.
    public static let limitReached = Code(value: .limitReached)
    /// The file could not be created, or not be written to its end.
    public static let cannotWrite = Code(value: .cannotWrite)
  }
}
