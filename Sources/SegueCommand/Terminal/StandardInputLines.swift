import Dispatch
import Foundation

/// The lines of standard input, each as soon as it is there, without their line breaks.
///
/// Reading blocks, so a thread of its own does it: a thread of the concurrent pool would be missing
/// from the work. It is never far ahead of who asks, so that a long list takes no memory.
func standardInputLines() -> AsyncStream<String> {
  // Not made with its value: libdispatch traps where one goes away with less than it began with.
  let room = DispatchSemaphore(value: 0)
  for _ in 0..<mostUnreadLines { room.signal() }
  let (lines, continuation) = AsyncStream.makeStream(of: String.self)
  Thread.detachNewThread {
    while let line = readLine() {
      room.wait()
      continuation.yield(line)
    }
    continuation.finish()
  }
  let unread = UnreadLines(lines)
  return AsyncStream(unfolding: {
    room.signal()
    return await unread.next()
  })
}

/// The lines that were read and not asked for yet.
private actor UnreadLines {
  private var iterator: AsyncStream<String>.Iterator

  init(_ lines: AsyncStream<String>) { iterator = lines.makeAsyncIterator() }

  func next() async -> String? {
    var current = iterator
    let line = await current.next(isolation: self)
    iterator = current
    return line
  }
}

/// Ours: more than any number of cores works on at once.
private let mostUnreadLines = 256
