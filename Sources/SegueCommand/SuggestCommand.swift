import ArgumentParser
import Foundation
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue suggest`.
struct SuggestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Says where to go on in a song, or what to replace, and drafts the request.",
    discussion: """
      ANCHOR is last-chorus (its end), last-chorus-start, end (the last bar line before the music \
      ends), auto (the best-rated point), or a section: NAME[#N][:start|:end], such as chorus#2 or \
      "Verse 2:start". Put section: before a name that is also one of these words. Without #N the \
      last section of that name is meant, and its end. For inpaint, ANCHOR is auto or a section, \
      which is replaced as a whole.

      Of a song that the library or the provider knows, its id, what it sings, its styles and its \
      model are known too. The request is in the words of the provider; what is not known is left out \
      of it and listed as missing. It is not sent.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to go on from: an audio file, an http(s) address, or the id of a song of the library or "
        + "the provider.", valueName: "input"))
  var input: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Where. (default: last-chorus, auto for inpaint)", valueName: "anchor"),
    transform: { try Anchor($0) })
  var anchor: Anchor?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("What the request is for.", valueName: "purpose"))
  var purpose: SuggestedRequest.Purpose = .extend

  @OptionGroup var known: KnownSource

  @OptionGroup var sungText: SungTextOptions

  @OptionGroup var lookUp: LibraryLookUp

  @Option(
    help: ArgumentHelp("The words of the new part.", valueName: "file"), transform: textPath)
  var newLyrics: String?

  @OptionGroup var details: SongDetails

  @Option(help: "How to print the result.")
  var format: DocumentFormat = .text

  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func validate() throws {
    if input == "-" {
      throw ValidationError("Name one song: suggest does not read standard input.")
    }
  }

  func run() async throws {
    try await telling {
      // Standard input is waited for before Ctrl-C is ours: reading cannot be interrupted.
      var request = details.request
      if let newLyrics { request.words = .lyrics(try LyricsFile.words(at: newLyrics)) }
      var suggest = SuggestForSong(
        purpose: purpose, anchor: anchor, source: known.source, details: request,
        sung: try sungText.sung())
      suggest.model = details.model
      suggest.finder.library = lookUp.library
      let account = try await provider.configuration().account()
      let answer = try await interruptibly(by: [SIGTERM]) { [suggest, input, provider] in
        try await provider.fetching(
          ifNeeded: SongFinder.isElsewhere(input), from: account
        ) { fetch in
          var suggest = suggest
          suggest.finder.fetch = fetch
          return try await suggest.answer(for: input, at: account.provider)
        }
      }
      let console = Console()
      switch answer {
      case .suggestion(let document, let notices):
        notices.forEach(console.note)
        switch format {
        case .json: try console.write(json: document)
        case .text: try console.write(SuggestionText(document, style: console.style).text())
        }
      case .failure(let failure):
        SongAnswer.failure(failure).notices.forEach(console.note)
        if format == .json { try console.write(json: failure) }
        throw ExitCode(failure)
      }
    }
  }
}
