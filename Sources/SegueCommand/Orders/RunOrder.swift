import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// How any command that pays orders its runs: one for each source, one after the other.
struct RunOrder {
  /// The options that every such command has.
  let order: OrderOptions
  /// How the sources are found.
  var lookup = SourceLookup()
  /// The sources; without any, one song is made of nothing.
  var sources: [String] = []
  /// What is asked for of each.
  let plan: RunPlan
  /// How many requests each run may pay for.
  var maxRequests = 1

  /// Orders the runs; one failure stops none.
  ///
  /// - Throws: `ExitCode` for every status but 0.
  func run() async throws {
    try await OrderSession.run(
      order.provider, delivery: order.delivery, wholeSeconds: plan.wholeSeconds
    ) { [self] session in
      let desk = try RunDesk(session)
      var documents: [RunDocument] = []
      var codes: [ExitCode] = []
      var texts = sources.map(Optional.some)
      if texts.isEmpty { texts = [nil] }
      for text in texts {
        let result = try await place(text, at: desk)
        documents += [result.document].compactMap(\.self)
        codes.append(result.code)
      }
      try session.print(documents, isSingle: texts.count == 1)
      return ExitCode(all: codes)
    }
  }

  private func place(
    _ text: String?, at desk: RunDesk
  ) async throws -> (document: RunDocument?, code: ExitCode) {
    let client = desk.session.client
    do {
      // A dry run may have no key, and then asks nobody.
      let asked = !order.dryRun || client.hasKey ? client : nil
      let source: RunSource? =
        if let text {
          try await RunSource(
            text, lookup: lookup, in: desk.library, for: client.provider, asking: asked)
        } else {
          nil
        }
      let plan = plan.uploading(source?.uploadURL)
      let planned = try await desk.watching { try await $0.planned(plan, from: source) }
      var drafts = [
        try client.draft(of: planned.order.request, sourceDuration: planned.source?.song.duration)
      ]
      if let url = plan.uploadURL {
        drafts.insert(try client.provider.dialect.draft(ofUploadFrom: url), at: 0)
      }
      if order.dryRun {
        let choice = planned.order.choice.map(RunProgress.text)
        ([choice].compactMap(\.self) + planned.order.notices).forEach(desk.session.console.note)
        return (nil, try desk.session.print(drafts))
      }
      for draft in drafts { try draft.requireComplete() }
      return try await desk.begin(
        plan, with: planned, maxRequests: maxRequests + plan.uploadCount, waits: !order.noWait)
    } catch {
      try Task.checkCancellation()
      let prefix = sources.count > 1 ? "\(text ?? ""): " : ""
      desk.session.console.note(prefix + Console.text(of: error))
      return (
        order.dryRun
          ? nil : RunDocument(plan, at: client.provider, problem: Console.text(of: error)),
        ExitCode(error)
      )
    }
  }
}
