import ArgumentParser
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

      What is not known is left out of the request and listed as missing. Nothing is sent.
      """)

  @Argument(help: ArgumentHelp("The audio file to go on from.", valueName: "input"))
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

  @Option(
    name: .customLong("song-id"),
    help: ArgumentHelp("The provider's id of the song.", valueName: "id"))
  var songID: String?

  @Option(
    name: .customLong("upload-id"),
    help: ArgumentHelp("The provider's id of the upload, if the song is one.", valueName: "id"))
  var uploadID: String?

  @OptionGroup var sungText: SungTextOptions

  @Option(help: ArgumentHelp("The words of the new part.", valueName: "file"))
  var newLyrics: String?

  @Option(help: ArgumentHelp("The styles, separated by commas.", valueName: "styles"))
  var tag: String?

  @Option(help: "The title of the new song.")
  var title: String?

  @Option(help: "The model to generate with.")
  var model: Model = .fuzz1_1Pro

  @Option(help: "How to print the result.")
  var format: SuggestionFormat = .text

  func validate() throws {
    if songID != nil, uploadID != nil {
      throw ValidationError("Give either --song-id or --upload-id: a request has one source.")
    }
    if songID?.isEmpty == true || uploadID?.isEmpty == true {
      throw ValidationError("The id is empty.")
    }
    if input == "-" {
      throw ValidationError("Name one audio file: suggest does not read standard input.")
    }
  }

  func run() async throws {
    let suggest = SuggestForSong(
      purpose: purpose, anchor: anchor,
      source: songID.map(SongSource.song) ?? uploadID.map(SongSource.upload),
      details: GenerateRequest(model: model, title: title, tag: tag), lyricsPath: newLyrics,
      sung: try sungText.sung())
    let answer = try await interruptibly { [input] in
      try await suggest.answer(for: input, in: .openAIHK)
    }
    let isGood = try format.print(answer, on: Console())
    if !isGood { throw ExitCode.failure }
  }
}
