import ArgumentParser

/// The subcommand `segue library`, which only knows its own subcommands.
struct LibraryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "library",
    abstract: "Shows and keeps the songs that segue has made or was told of.",
    discussion: """
      The library is one SQLite file, library.sqlite in the folder SEGUE_HOME, by default \
      ~/.local/share/segue. ID is the provider's id of a song, or the start of it.
      """,
    subcommands: [
      LibraryList.self, LibraryShow.self, LibraryTree.self, LibraryAdd.self, LibraryRemove.self,
    ])
}
