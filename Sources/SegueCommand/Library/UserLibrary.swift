import ArgumentParser
import SongRuns

/// Does work on the user's library, and tells a person what went wrong.
///
/// - Throws: `ExitCode` for every failure.
func withLibrary(_ work: (SongLibrary, Console) throws -> Void) throws {
  let console = Console()
  do {
    try work(SongLibrary.ofUser(), console)
  } catch let error as ExitCode {
    throw error
  } catch {
    console.note("\(error)")
    throw ExitCode(error)
  }
}
