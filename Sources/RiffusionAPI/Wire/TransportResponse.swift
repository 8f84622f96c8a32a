import Foundation
public import HTTPTypes

/// The head of an answer, and its body as it comes.
public struct TransportResponse: Sendable {
  /// The body in pieces; an error ends it where the connection broke.
  public typealias Body = any AsyncSequence<ArraySlice<UInt8>, any Error> & Sendable

  /// The HTTP status.
  public let status: Int
  /// The headers.
  public let headers: HTTPFields
  /// The body, to be read once.
  public let body: Body

  /// An answer.
  public init(status: Int, headers: HTTPFields, body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The whole body.
  ///
  /// - Parameter limit: More bytes than this are an error.
  /// - Returns: All bytes.
  /// - Throws: `TransportFailure` where the body broke off or is too long.
  func collected(upTo limit: Int) async throws -> Data {
    var data = Data()
    do {
      for try await piece in body {
        data.append(contentsOf: piece)
        guard data.count <= limit else {
          throw TransportFailure(reason: "the answer is longer than \(limit) bytes", wasSent: true)
        }
      }
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(error, wasSent: true)
    }
    return data
  }
}
