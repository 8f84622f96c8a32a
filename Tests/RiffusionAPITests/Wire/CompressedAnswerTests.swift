import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import RiffusionAPI

/// Answers of a server that compresses, though that was not asked for.
@Suite struct CompressedAnswerTests {
  /// `{"jobs": [{"id": "a"}, {"id": "b"}]}`, as Python's `gzip.compress` makes it.
  private static let jobs: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 202, 79, 42, 86, 178, 82, 136, 174, 86, 202, 76,
    1, 210, 74, 137, 74, 181, 58, 10, 48, 78, 146, 82, 109, 108, 45, 0, 236, 32, 249, 6, 36, 0, 0,
    0,
  ]

  @Test func anOrderIsRead() async throws {
    let job = try await submit(answeredBy: Self.jobs)
    guard case .songs(let ids) = job.reference else {
      Issue.record("no songs: \(job.reference)")
      return
    }
    #expect(ids == ["a", "b"])
  }

  /// What was taken is never told as if it were not.
  @Test func anOrderWhoseAnswerIsBrokenIsInDoubt() async throws {
    var broken = Self.jobs
    broken.replaceSubrange(12..<20, with: repeatElement(0xFF, count: 8))
    let error = try await #require(throws: RiffusionError.self) {
      try await submit(answeredBy: broken)
    }
    #expect(error.mayHaveBeenCharged)
  }

  /// Orders a song of a server that has one answer.
  private func submit(answeredBy body: [UInt8]) async throws -> Job {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(OneAnswer(body: body))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    defer { server.close(promise: nil) }
    return try await HTTPTransport.withTransport { transport in
      let provider = try Provider(.openAIHK, at: APIEndpoint("http://127.0.0.1:\(port)"))
      return try await RiffusionClient(
        provider: provider, key: APIKey(testKey), transport: transport
      ).submit(.simple)
    }
  }
}

/// Answers whatever comes first with a compressed body, and closes.
private final class OneAnswer: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let body: [UInt8]

  init(body: [UInt8]) { self.body = body }

  func channelReadComplete(context: ChannelHandlerContext) {
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
      + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    var answer = context.channel.allocator.buffer(string: head)
    answer.writeBytes(body)
    let channel = context.channel
    channel.writeAndFlush(answer).whenComplete { _ in channel.close(promise: nil) }
  }
}
