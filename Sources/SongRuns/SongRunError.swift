import Foundation
import RiffusionAPI
import SongAnalysis

/// Why a run could not do what was asked, where no file and no provider is to blame.
package struct SongRunError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  package struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The stable word that documents print.
    package let description: String
    private init(_ description: String) { self.description = description }

    /// A folder holds no file that could be a song.
    package static let noAudioInFolder = Code("noAudioInFolder")
    /// The song has no point or range of the kind that was asked for.
    package static let noSuchAnchor = Code("noSuchAnchor")
    /// No section of the song has that name, or not so many of them.
    package static let noSuchSection = Code("noSuchSection")
    /// Several sections have that name, and only one can be meant.
    package static let ambiguousSection = Code("ambiguousSection")
    /// What stands for an anchor cannot be read as one.
    package static let malformedAnchor = Code("malformedAnchor")
    /// The provider does not know what an order shall start from.
    package static let unresolvedSource = Code("unresolvedSource")
    /// The configuration cannot be used.
    package static let badConfiguration = Code("badConfiguration")
    /// The song library cannot be opened, read or written.
    package static let brokenLibrary = Code("brokenLibrary")
    /// The library knows no such song, or several.
    package static let unknownSong = Code("unknownSong")
    /// The library knows no such run, or it is not in a state for this.
    package static let unknownRun = Code("unknownRun")
    /// Another process is at work on the run.
    package static let runIsBusy = Code("runIsBusy")
    /// The requests that were allowed are spent.
    package static let budgetSpent = Code("budgetSpent")
    /// A request was sent and its answer is not known; nothing more is sent before that is settled.
    package static let inDoubt = Code("inDoubt")
    /// The analysis is not sure enough of a point to spend money on it.
    package static let unsure = Code("unsure")
    /// The song has the length that it was to get.
    package static let longEnough = Code("longEnough")
    /// No song came of an order.
    package static let noUsableSong = Code("noUsableSong")
    /// The songs that came of an order are not what was asked for.
    package static let brokenSeam = Code("brokenSeam")
    /// The words of the new part are not known.
    package static let noLyrics = Code("noLyrics")
    /// A lyrics file has several parts where one is to be sung.
    package static let severalParts = Code("severalParts")
    /// A file that belongs to the song, such as new lyrics, cannot be read.
    package static let unreadableFile = Code("unreadableFile")
    /// A file or a folder of results cannot be written.
    package static let cannotWrite = Code("cannotWrite")
    /// A list of songs cannot be read, or a line of it names no song.
    package static let badManifest = Code("badManifest")
    /// What stands for a part of a batch cannot be read as one, or not in this environment.
    package static let badShard = Code("badShard")
    /// A song takes more than it may: time, length or bytes.
    package static let limitReached = Code("limitReached")
    /// A stretch of a song is shorter than a sample.
    package static let emptyStretch = Code("emptyStretch")
    /// A time lies beyond the end of the song.
    package static let beyondSong = Code("beyondSong")
    /// A file stands where another one is to be written, and is not replaced.
    package static let fileExists = Code("fileExists")
    /// The name of a file to be written does not say of what kind it shall be.
    package static let unknownEnding = Code("unknownEnding")
    /// A folder holds no batch.
    package static let noBatch = Code("noBatch")
  }

  /// What kind of failure it is.
  package let code: Code
  /// What it is about: a path, or the name of an anchor or section.
  package let subject: String
  /// What happened and what can be done, for a person.
  package let detail: String

  /// A failure of one kind, about one thing.
  package init(code: Code, subject: String, detail: String) {
    self.code = code
    self.subject = subject
    self.detail = detail
  }
}

extension SongRunError {
  /// What the system said when something could not be written.
  static func cannotWrite(_ path: String, _ status: Int32) -> SongRunError {
    SongRunError(code: .cannotWrite, subject: path, detail: String(cString: strerror(status)))
  }

  /// What kept a file from being made.
  package static func cannotWrite(_ path: String, because error: any Error) -> SongRunError {
    SongRunError(code: .cannotWrite, subject: path, detail: error.inWords)
  }

  /// A time, in seconds, that lies beyond the end of the song at a path.
  static func beyondSong(_ time: Double, _ path: String, duration: Double) -> SongRunError {
    SongRunError(
      code: .beyondSong, subject: path,
      detail: "the song ends at \(duration.clock(decimals: 2)), before "
        + "\(time.clock(decimals: 2))")
  }
}

extension SongRunError: CustomStringConvertible {
  /// One line with the kind, the subject and the detail.
  package var description: String { "\(code): \(subject): \(detail)" }
}
