import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// Runs as a user orders them, against the stand-in.
@Suite(.serialized) struct RunCommandTests {
  @Test func aSongIsGoneOnFromForTwoRoundsAndItsLineageIsKept() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "2", "--yes", "--format", "json", "--output", "songs")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try await JSONSchema.run.faults(in: run.output) == "")
      let rounds = try #require(try run.json()[member: "rounds"]?.elements)
      #expect(rounds.count == 2)
      let first = try #require(rounds[0][member: "kept_song_id"]?.text)
      let last = try #require(rounds[1][member: "kept_song_id"]?.text)
      let songs = rounds[1][member: "songs"]?.elements ?? []
      #expect(songs.count == 2)
      #expect(songs.allSatisfy { $0[member: "parent_song_id"]?.text == first })
      #expect(songs.allSatisfy { $0[member: "seam.verdict"] == "clean" })

      let tree = try await visit.segue("library", "tree", last)
      let lines = tree.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[0].contains(song.id))
      #expect(lines.contains { $0.hasPrefix("│  └─ ") || $0.hasPrefix("   └─ ") })
      let shown = try await visit.segue("library", "show", last, "--format", "json")
      #expect(try await JSONSchema.song.faults(in: shown.output) == "")
      let cut = try #require(rounds[1][member: "choice.crop_end_at"])
      #expect(try shown.json()[member: "crop_end_at"] == cut)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  /// A file that Segue has made is that song, wherever it was moved to.
  @Test func aFileThatIsKnownNeedsNoIdentifier() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try FileManager.default.copyItem(
        atPath: song.path, toPath: visit.folder.path(of: "elsewhere.mp3"))
      let run = try await visit.segue(
        "extend", "elsewhere.mp3", "--at", "6", "--lyrics", "song.txt", "--dry-run", "--format",
        "json")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()[member: "body.morph.riff_id"]?.text == song.id)
      try visit.folder.write(WAVFile(clicksFor: 3).bytes, to: "stranger.wav")
      let stranger = try await visit.segue(
        "extend", "stranger.wav", "--at", "1", "--lyrics", "song.txt", "--dry-run")
      #expect(stranger.status == 64)
      #expect(stranger.errors.contains("--song-id"))
    }
  }

  @Test func theWordsOfTheNewPartComeFromTheFileRoundByRound() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try visit.folder.write(
        Array("[Verse]\nfirst part\n---\n[Chorus]\nsecond part\n".utf8), to: "parts.txt")
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "2", "--yes", "--lyrics", "parts.txt", "--output", "songs")
      #expect(run.status == 0, "\(run.errors)")
      let bodies = visit.server.ledger.charges.dropFirst().map(\.body)
      #expect(bodies.first?.contains("first part") == true)
      #expect(bodies.last?.contains("second part") == true)
      #expect(bodies.last?.contains("first part") == false)
    }
  }

  @Test func aPartWithoutWordsIsToldBeforeAnythingIsPaid() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try visit.folder.write(
        Array("[Verse]\nla\n---\n \n---\n[Chorus]\nlu\n".utf8), to: "parts.txt")
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "3", "--yes", "--lyrics", "parts.txt", "--output", "songs")
      #expect(run.status == 64)
      #expect(
        run.errors
          == "segue: noLyrics: parts.txt: there are no words in part 2 of the lyrics file\n")
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func aLowConfidenceStopsAndExplains() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue("extend", song.id, "--from", "end", "--lyrics", "song.txt")
      #expect(run.status == 1)
      #expect(run.errors.contains("--yes"))
      #expect(visit.server.ledger.charges.count == 1)
      #expect(try await visit.runs().count == 1)
    }
  }
}
