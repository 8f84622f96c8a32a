import Testing

@testable import SongRuns

@Suite struct LineageTests {
  private let draft: LibraryDraft

  init() throws { draft = try LibraryDraft() }

  /// A lineage as text: `a(b(c) d)`.
  private func text(_ lineage: Lineage) -> String {
    let children = lineage.children.map(text).joined(separator: " ")
    return lineage.song.id + (children.isEmpty ? "" : "(\(children))")
  }

  @Test func aLineageBeginsWithTheOldestAncestor() throws {
    let a = try draft.song("a")
    let b = try draft.song("b", of: a)
    let c = try draft.song("c", of: b)
    _ = try draft.song("d", of: a)
    _ = try draft.song("x")
    let songs = try draft.library.songs()
    for song in [a, b, c] { #expect(text(Lineage(of: song, among: songs)) == "a(b(c) d)") }
  }

  @Test func aSongAloneIsItsLineage() throws {
    let song = try draft.song("a")
    #expect(text(Lineage(of: song, among: [song])) == "a")
    #expect(text(Lineage(of: song, among: [])) == "a")
  }

  /// No library should hold one, and none may hang whoever looks at it.
  @Test func aCircleComesToAnEnd() throws {
    var a = try draft.song("a")
    let b = try draft.song("b", of: a)
    a.parent = b.key
    a = try draft.library.keep(a)
    let songs = try draft.library.songs()
    #expect(text(Lineage(of: a, among: songs)) == "b(a)")
    var own = try draft.song("own")
    own.parent = own.key
    #expect(text(Lineage(of: own, among: [own])) == "own")
  }
}
