import ArgumentParser
import Foundation
import SongRuns

/// Whether the user's library is asked what a file is, and what it sings.
struct LibraryLookUp: ParsableArguments {
  @Flag(help: "Do not look up in the song library what a file is and sings.")
  var noLibrary = false

  /// The library, if there is one; one that cannot be read is told of, and done without.
  var library: SongLibrary? {
    guard !noLibrary, let home = try? SongLibrary.home(in: ProcessInfo.processInfo.environment),
      SongLibrary.isThere(at: home)
    else { return nil }
    do {
      return try SongLibrary(at: home)
    } catch {
      Console().note("\(error); going on without it")
      return nil
    }
  }
}
