import AudioDecoding
import AudioModel
import SongAnalysis

extension DecodeReport {
  /// What the decoder said, in the words of the document.
  init(_ result: DecodeResult) {
    self.init(
      status: result.status, issues: result.issues.map(QualityReport.init), codec: result.codec,
      sampleRate: Int(result.format.sampleRate.rounded()),
      channelCount: result.format.channelCount, frameCount: result.frameCount,
      bitrateInKilobits: result.bitrateInKilobits)
  }

  /// What a person should be told of a file that is not whole; `nil` for one that is.
  var notice: String? {
    guard status != .ok else { return nil }
    let details = issues.filter { $0.severity != .info }.map(\.detail)
    let more = details.count > 1 ? " (and \(details.count - 1) more)" : ""
    return "\(status.rawValue): \(details.first ?? "not all of the file could be decoded")\(more)"
  }
}

extension QualityReport {
  /// What the decoder found, in the words of the document.
  fileprivate init(_ issue: DecodeIssue) {
    let severity: Severity =
      switch issue.severity {
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    self.init(
      kind: issue.kind.rawValue, start: issue.range.start, end: issue.range.end,
      severity: severity, detail: issue.detail)
  }
}
