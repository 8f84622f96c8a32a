import Testing

@testable import SongLyrics

@Suite struct LyricsPiecesTests {
  @Test(arguments: [
    (
      ["[Verse", "2]", "Silver", "city", "[Chorus]", "lights"],
      "[Verse 2]\nSilver city\n[Chorus]\nlights"
    ),
    (
      ["[Verse]\nSilver ", "city\n", "lights\n\n", "[Chorus]\nHold ", "on"],
      "[Verse]\nSilver city\nlights\n\n[Chorus]\nHold on"
    ),
    (
      ["[Verse]", "Silver city", "Lights", "so low", "( Chorus)", "Hold on"],
      "[Verse]\nSilver city\nLights\nso low\n( Chorus)\nHold on"
    ),
    (["\nSilver", "\ncity", " lights"], "\nSilver\ncity lights"),
    (["[Verse]Silver", "city]", "lights"], "[Verse]Silver city] lights"),
    ([], ""),
  ])
  func linesAndMarkersAreWhereTheyWere(pieces: [String], text: String) {
    #expect(LyricsPieces(pieces).text.trimmedEnd == text)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(reversed().drop(while: \.isNewline).reversed())
  }
}
