import ArgumentParser
import RiffusionAPI
import SongRuns

/// How a transform of one or more sources is ordered, whichever it is.
struct TransformRun {
  let order: OrderOptions
  let source: SourceOptions
  let sources: [String]
  let transform: Morph.Transform
  var wholeSeconds = false

  /// Orders the transform of every source, one after the other; one failure stops none.
  func run() async throws {
    let isSingle = sources.count == 1
    try await OrderSession.run(
      order.provider, delivery: order.delivery, wholeSeconds: wholeSeconds
    ) { session in
      var documents: [JobDocument] = []
      var codes: [ExitCode] = []
      for text in sources {
        do {
          let result = try await session.place(isDry: order.dryRun, waits: !order.noWait) {
            // A dry run may have no key, and then asks nobody.
            let canAsk = !order.dryRun || session.client.hasKey
            let found = try await source.lookup.find(text, asking: canAsk ? session.client : nil)
            return SongOrder(
              request: try order.request(), transform: transform,
              strengths: order.strengths.strengths(over: transform.usualStrengths), from: found)
          }
          documents += [result.document].compactMap(\.self)
          codes.append(result.code)
        } catch {
          try Task.checkCancellation()
          if isSingle { throw error }
          session.console.note("\(text): \(OrderSession.text(of: error))")
          codes.append(ExitCode(error))
        }
      }
      try session.print(documents, isSingle: isSingle)
      return ExitCode(all: codes)
    }
  }
}
