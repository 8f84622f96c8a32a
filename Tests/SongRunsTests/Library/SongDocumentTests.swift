import Foundation
import RiffusionAPI
import SongAnalysis
import SongLyrics
import Testing

@testable import SongRuns

@Suite struct SongDocumentTests {
  private let draft: LibraryDraft

  init() throws { draft = try LibraryDraft() }

  private func members(of document: SongDocument) throws -> JSONValue {
    try JSONValue(DocumentEncoder().encode(document))
  }

  @Test func whatIsNotKnownIsNull() throws {
    let json = try members(of: SongDocument(try draft.song("a"), in: draft.library))
    #expect(json[member: "schema"] == "segue.song/1")
    #expect(json[member: "song_id"] == "a")
    #expect(json[member: "state"] == "succeeded")
    #expect(json[member: "is_upload"] == false)
    let unknown = [
      "title", "tags", "model", "lyrics", "path", "sha256", "byte_count", "decode_status",
      "duration_s", "problem", "parent_song_id", "transform", "crop_end_at", "replace_start_at",
      "replace_end_at", "seam",
    ]
    for name in unknown { #expect(json[member: name] == .null, "\(name)") }
  }

  @Test func aParentIsNamedByItsID() throws {
    let parent = try draft.song("a")
    var child = LibrarySong(at: draft.provider, source: .song(id: "b"))
    child.descend(from: parent, by: .extend(cropEndAt: 118.932608))
    let json = try members(of: SongDocument(draft.library.keep(child), in: draft.library))
    #expect(json[member: "parent_song_id"] == "a")
    #expect(json[member: "transform"] == "extend")
    #expect(json[member: "crop_end_at"] == 118.932608)
  }

  @Test func itIsReadAsItWasWritten() throws {
    var song = try draft.song("a")
    song.words = [TimedWord(text: "la", start: 1, end: 2)]
    song.descend(from: try draft.song("p"), by: .inpaint(start: 1, end: 2))
    let document = try SongDocument(song, in: draft.library)
    let json = try DocumentEncoder().encode(document)
    #expect(try JSONDecoder().decode(SongDocument.self, from: json) == document)
    #expect(document.replaceStartAt == 1 && document.replaceEndAt == 2)
  }
}
