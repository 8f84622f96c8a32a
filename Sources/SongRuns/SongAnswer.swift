import AudioModel
package import SongAnalysis

/// What is said of one input, in its place: an analysis, or why there is none.
package enum SongAnswer: Hashable, Sendable {
  /// The song could be analysed, if perhaps not all of it.
  case analysis(AnalysisDocument)
  /// The input could not be analysed.
  case failure(FailureDocument)

  /// The input as the user wrote it.
  package var path: String {
    switch self {
    case .analysis(let document): document.source.path
    case .failure(let document): document.source.path
    }
  }

  /// What a person should be told at once, one line each: the failure, or that the file is not
  /// whole.
  ///
  /// Empty for a song that was decoded to its end.
  package var notices: [String] {
    switch self {
    case .failure(let document):
      return ["\(path.shownInput): \(document.error.code): \(document.error.message)"]
    case .analysis(let document):
      return document.notices(at: path.shownInput)
    }
  }

  /// Whether the input was analysed, and, if so asked, whether the file was whole.
  package func isGood(strictly: Bool) -> Bool {
    switch self {
    case .failure: false
    case .analysis(let document): !strictly || document.decode.status == .ok
    }
  }
}

extension AnalysisDocument {
  /// What a person should be told at once of the song at a path, one line each: that its file is not
  /// whole, and what could not be made of its lyrics.
  func notices(at path: String) -> [String] {
    let lyrics = (lyrics?.notices ?? []).map { "\(path): \($0)" }
    return (decode.notice.map { ["\(path): \($0)"] } ?? []) + lyrics
  }
}

extension SongAnswer: Encodable {
  /// Writes the one document or the other, with nothing around it.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .analysis(let document): try document.encode(to: encoder)
    case .failure(let document): try document.encode(to: encoder)
    }
  }
}
