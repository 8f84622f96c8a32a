import Foundation

/// All songs that the arguments of a batch stand for, in order, and none twice.
///
/// A folder stands for the songs in it, down to the bottom; a file whose name ends in `.csv`, `.jsonl`
/// or `.ndjson` for what it lists; anything else for itself.
package struct BatchInputs: Sendable {
  /// The songs.
  package private(set) var songs: [BatchInput] = []
  private var known: Set<BatchInput.Identity> = []

  /// No songs yet.
  package init() {}

  /// Takes what an argument stands for.
  ///
  /// - Throws: `SongRunError` of code `badManifest` for a manifest that cannot be read at all. What is
  ///   wrong with one song becomes that input's failure, as does a folder or a manifest without songs.
  package mutating func add(_ argument: String) throws(SongRunError) {
    if let manifest = BatchManifest(path: argument) {
      for song in try manifest.songs() { add(song) }
    } else {
      addPath(argument)
    }
  }

  /// Takes a line of standard input: a path, an address, or a JSON object as in a manifest.
  package mutating func add(line: String) {
    if line.hasPrefix("{") {
      add(BatchManifest.song(json: line, in: ""))
    } else {
      addPath(line)
    }
  }

  private mutating func addPath(_ path: String) {
    guard let folder = SongFolder(path: path) else { return add(BatchInput(path)) }
    do throws(SongRunError) {
      for song in try folder.songs() { add(BatchInput(text: song, kind: .file, place: song)) }
    } catch {
      add(BatchInput(path, problem: error))
    }
  }

  private mutating func add(_ song: BatchInput) {
    if known.insert(song.identity).inserted { songs.append(song) }
  }
}
