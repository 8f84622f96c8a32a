import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file on its way to a client: whole or a range of it, in pieces, and with what goes wrong.
///
/// Ranges follow RFC 9110, section 14, of one range; a request for several gets the whole file.
struct MediaDelivery: Sendable {
  /// Bytes that are read and sent at a time.
  static let piece = 16 * 1024

  /// The file.
  let path: String
  /// How many bytes of it there are.
  var size: Int
  /// The entity tag, with its quotation marks.
  let tag: String
  /// How many bytes are sent before the connection is closed; `nil` for all.
  var bytesBeforeCut: Int?
  /// How many bytes are declared that never come.
  var surplus = 0
  /// How long it takes until the next piece is sent.
  var pause: Duration?

  init(path: String, size: Int, tag: String) {
    self.path = path
    self.size = size
    self.tag = tag
  }

  /// The answer: 200, 206 for a range, 416 for a range beyond the file.
  func response(to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: "audio/mpeg", .acceptRanges: "bytes", .eTag: tag,
    ]
    var range = 0..<size
    var status = HTTPResponse.Status.ok
    let condition = request.headers[.ifRange]
    if let header = request.headers[.range], condition == nil || condition == tag,
      let asked = Self.range(in: header, of: size)
    {
      guard !asked.isEmpty else {
        headers[.contentRange] = "bytes */\(size)"
        return Response(status: .rangeNotSatisfiable, headers: headers)
      }
      range = asked
      status = .partialContent
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    }
    headers[.contentLength] = String(range.count + surplus)
    guard request.method == .get else { return Response(status: status, headers: headers) }
    return Response(status: status, headers: headers, body: body(of: range))
  }

  /// The bytes that a header asks for: empty when they lie beyond the file, `nil` when the header is
  /// to be passed over.
  static func range(in header: String, of size: Int) -> Range<Int>? {
    guard header.hasPrefix("bytes=") else { return nil }
    let bounds = header.dropFirst("bytes=".count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard bounds.count == 2 else { return nil }
    switch (Int(bounds[0]), Int(bounds[1])) {
    case (nil, let last?) where bounds[0].isEmpty && last >= 0: return max(0, size - last)..<size
    case (let first?, nil) where bounds[1].isEmpty && first >= 0: return min(first, size)..<size
    case (let first?, let last?) where first >= 0 && first <= last:
      return min(first, size)..<min(last + 1, size)
    default: return nil
    }
  }

  private func body(of range: Range<Int>) -> ResponseBody {
    let sent = bytesBeforeCut.map { range.prefix($0) } ?? range
    let isWhole = sent.count == range.count && surplus == 0
    return ResponseBody { writer in
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      try file.seek(toOffset: UInt64(range.lowerBound))
      var missing = sent.count
      while missing > 0, let bytes = try file.read(upToCount: min(missing, Self.piece)),
        !bytes.isEmpty
      {
        try await writer.write(ByteBuffer(bytes: bytes))
        missing -= bytes.count
        if let pause, missing > 0 { try await Task.sleep(for: pause) }
      }
      // An error closes the connection, and that is the cut.
      guard isWhole, missing == 0 else { throw Dropped() }
      try await writer.finish(nil)
    }
  }
}
