import AudioDecoding

extension AudioFile {
  /// Decodes to the end and keeps nothing of the sound: what that tells of the file.
  ///
  /// - Throws: `AudioFileError` where no audio came at all, `CancellationError`.
  func check() async throws -> DecodeResult {
    try await decode(into: { _ in }, each: { _, _ in }).result
  }
}
