import ArgumentParser

/// Does work, and tells a person what went wrong.
///
/// - Throws: `ExitCode` for every failure; a usage error as it is.
func telling(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    throw error
  } catch {
    try Task.checkCancellation()
    Console().note(error)
    throw ExitCode(error)
  }
}
