package import AudioDecoding

extension SongRenderer {
  /// Renders what is left of the song into an MP3 file.
  ///
  /// The decoded file has exactly the frames of the song, so times of the plan are times of the file.
  ///
  /// - Parameters:
  ///   - path: Where the file will be; it appears when it is whole.
  ///   - kilobitsPerSecond: The constant bit rate.
  /// - Throws: `cannotWrite` when the folder is missing or full.
  package consuming func writeMP3(
    to path: String, kilobitsPerSecond: Int = 128
  ) throws(AudioFileError) {
    var writer = try AudioFileWriter(
      path: path, format: format, encoding: .mp3(kilobitsPerSecond: kilobitsPerSecond))
    while let block = next() { try writer.write(block) }
    try writer.finish()
  }
}
