import ArgumentParser
import RiffusionAPI
import SongLyrics
import SongRuns

/// The subcommand `segue library add`.
struct LibraryAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Tells the library of a song that the provider knows: its file, and its words.")

  @Argument(help: "The audio file.") var file: String

  @Option(
    name: .customLong("song-id"), help: ArgumentHelp("The provider's id of it.", valueName: "id"))
  var songID: String

  @Option(help: ArgumentHelp("What is sung in it.", valueName: "file"), transform: textPath)
  var lyrics: String?

  @Option(
    help: ArgumentHelp(
      "When the words are sung, and without --lyrics which: JSON, LRC, SubRip or WebVTT.",
      valueName: "file"), transform: textPath)
  var words: String?

  @Option(help: "The title.") var title: String?

  @Option(help: ArgumentHelp("The styles, separated by commas.", valueName: "styles"))
  var tag: String?

  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func validate() throws {
    guard !songID.isEmpty else { throw ValidationError("The id is empty.") }
    for (name, text) in [("--title", title), ("--tag", tag)] where text?.isEmpty == true {
      throw ValidationError("\(name) is empty: leave it out where it is not known.")
    }
  }

  func run() async throws {
    try await telling {
      let library = try SongLibrary.ofUser()
      let account = try await provider.configuration().account()
      let found = try await SourceLookup(songID: songID).find(file, asking: nil)
      guard found.status != nil else {
        throw SongRunError(
          code: .unreadableFile, subject: file, detail: "there is no such file")
      }
      var song = LibrarySong(at: account.provider, source: .song(id: songID))
      try song.takeFile(at: file, found)
      (song.title, song.tags) = (title, tag)
      if let sung = try SungText(lyricsPath: lyrics, wordsPath: words) {
        (song.lyrics, song.words) = (sung.lyrics.text, sung.words)
      }
      _ = try library.keep(song)
      let console = Console()
      if let notice = found.notice { console.note("\(file): \(notice)") }
      try console.write("\(songID)\n")
    }
  }
}
