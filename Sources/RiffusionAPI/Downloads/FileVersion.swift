import HTTPTypes

/// What tells one version of a file on a server from another.
struct FileVersion {
  /// A tag or a date that every change changes; `nil` where the server names none.
  let validator: String?
  /// How many bytes the whole file has; `nil` where that is not told.
  let byteCount: Int?

  /// Whether a part of the other version may follow one of this.
  func continues(in other: FileVersion) -> Bool {
    func agree<Fact: Equatable>(_ left: Fact?, _ right: Fact?) -> Bool {
      left == nil || right == nil || left == right
    }
    return agree(validator, other.validator) && agree(byteCount, other.byteCount)
  }
}

extension TransportResponse {
  /// Where the part that comes starts, and how many bytes the whole file has where that is told, by
  /// `Content-Range: bytes 100-199/200`.
  var range: (start: Int, total: Int?)? {
    guard let parts = headers[.contentRange]?.wholeMatch(of: /bytes (\d+)-(\d*)\/(\d+|\*)/),
      let start = Int(parts.output.1)
    else { return nil }
    return (start, Int(parts.output.3))
  }

  /// How many bytes come.
  var length: Int? {
    headers[.contentLength].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// What tells that the file is still the same one: a strong tag, or its date.
  var validator: String? {
    if let tag = headers[.eTag], !tag.hasPrefix("W/") { return tag }
    return headers[.lastModified]
  }
}
