import Foundation

/// The lines of standard input, each as soon as it is there, without their line breaks.
///
/// Reading blocks, so a thread of its own does it: a thread of the concurrent pool would be missing
/// from the work. Lines wait in memory until they are asked for; they are paths, and short.
func standardInputLines() -> AsyncStream<String> {
  AsyncStream { continuation in
    Thread.detachNewThread {
      while let line = readLine() { continuation.yield(line) }
      continuation.finish()
    }
  }
}
