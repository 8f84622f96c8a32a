import RiffusionAPI

extension SongFetch {
  /// The path of a batch's song, once it is there.
  ///
  /// - Throws: `RiffusionError` where it cannot be had, `SongRunError` of code `limitReached` where it
  ///   is too large or `cannotWrite`, `CancellationError`.
  func file(of input: BatchInput, within limits: SongLimits) async throws -> String {
    let song = input.kind == .song ? try await song(input.place) : Song(at: input.place)
    do {
      return try await file(of: song, rules: DownloadRules(largestFile: limits.size)).path
    } catch let error as RiffusionError where error.code == .tooLarge {
      throw limits.tooLarge(input.place)
    } catch let error as RiffusionError where error.code == .cannotWrite {
      throw SongRunError(code: .cannotWrite, subject: error.subject, detail: error.detail)
    }
  }
}
