import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Finished audio under `/media/ID.mp3`, and, while a song is made, a worthless preview.
///
/// No key is needed here; the ledger notes whether one came. Files are named by id, so nothing of a
/// title ever meets a path.
struct MediaRoutes: Sendable {
  /// Where all audio lies.
  static let prefix = "/media/"
  /// The end of a preview's path.
  static let previewSuffix = ".preview.mp3"

  /// What the dialects share.
  let desk: FrontDesk

  /// The addresses of a song in its present state.
  static func addresses(
    of song: Song, in state: SongState, origin: String
  ) -> (audio: String, image: String) {
    let audio =
      switch state {
      case .succeeded: "\(origin)\(prefix)\(song.id).mp3"
      case .running(let percent) where percent >= 50: "\(origin)\(prefix)\(song.id)\(previewSuffix)"
      default: ""
      }
    return (audio, "\(origin)\(prefix)\(song.id).jpg")
  }

  /// The id of the song to which an address of this server's own belongs.
  static func songID(in address: String) -> String? {
    guard let url = URL(string: address), ["127.0.0.1", "localhost"].contains(url.host ?? ""),
      url.path.hasPrefix(prefix), url.path.hasSuffix(".mp3")
    else { return nil }
    return String(url.path.dropFirst(prefix.count).dropLast(".mp3".count))
  }

  /// Adds the routes.
  func add(to router: Router<StandInContext>) {
    for method in [HTTPRequest.Method.get, .head] {
      router.on("/media/:name", method: method) { request, context in
        try await answer(request, context)
      }
    }
  }

  private func answer(_ request: Request, _ context: StandInContext) async throws -> Response {
    let name = try context.parameters.require("name")
    if name.hasSuffix(Self.previewSuffix) { return Self.notFound }
    guard name.hasSuffix(".mp3"), let song = desk.book.song(String(name.dropLast(4))),
      let file = desk.book.file(of: song)
    else { return Self.notFound }

    var delivery = MediaDelivery(path: file.path, size: file.size, tag: "\"\(song.id)\"")
    guard request.method == .get else { return delivery.response(to: request) }
    switch desk.faults.count(.download) {
    case .cut(let bytes): delivery.bytesBeforeCut = bytes ?? file.size / 2
    case .slow(let seconds): delivery.pause = .milliseconds(Int(seconds * 1000))
    case .shorten(let bytes): delivery.size = min(file.size, bytes ?? file.size / 2)
    case .wrongLength(let bytes): delivery.surplus = bytes
    case .expired(let status): return Self.expired(status: status)
    case .redirect(let address):
      return Response(status: .found, headers: [.location: address])
    case .html: return .page
    case .drop: try await context.drop()
    case .hang(let seconds): try await context.hang(seconds: seconds)
    case let fault?:
      if let refusal = fault.refusal { return ErrorForm.nested.response(to: refusal) }
    case nil: break
    }
    return delivery.response(to: request)
  }

  private static var notFound: Response {
    Response(status: .notFound, headers: [.contentType: "text/plain"])
  }

  private static func expired(status: Int) -> Response {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>
      """
    return Response(
      status: .init(code: status), headers: [.contentType: "application/xml"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
