import AudioDecoding
import AudioModel

extension DecodeResult {
  /// What a person should be told of a file that is not whole; `nil` for one that is.
  var notice: String? {
    guard status != .ok else { return nil }
    let detail = issues.first { $0.severity != .info }?.detail
    return "\(status.rawValue): \(detail ?? "not all is there")"
  }
}
