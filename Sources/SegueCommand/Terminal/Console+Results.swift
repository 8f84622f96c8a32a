import RiffusionAPI
import SongAnalysis

extension Console {
  /// Writes a document as one line of JSON.
  ///
  /// - Throws: As `write(_:)`; Foundation's `EncodingError` for a number that is not finite.
  func write(json document: some Encodable) throws {
    try write(String(decoding: try DocumentEncoder().encode(document), as: UTF8.self) + "\n")
  }

  /// Tells a person of a failure.
  func note(_ error: any Error) { note(Self.text(of: error)) }

  /// What a person reads of a failure, perhaps in the run of a number.
  static func text(of error: any Error, inRun run: Int64? = nil) -> String {
    let isInDoubt = (error as? RiffusionError)?.mayHaveBeenCharged ?? false
    return isInDoubt
      ? "in doubt: \(error). It may have been charged all the same: look at the provider's list of "
        + "songs, then say segue resume \(run.map(String.init) ?? "RUN") with --adopt ID or "
        + "--confirm-not-charged"
      : error.inWords
  }
}
