import AudioModel
import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import Testing

@Suite(.serialized) struct ModeTests {
  /// What can be done to a song.
  enum Mode: CaseIterable {
    case cover, extend, inpaint, swapVocals, swapSound

    var transform: Morph.Transform {
      switch self {
      case .cover: .cover
      case .extend: .extend(cropEndAt: 1.28)
      case .inpaint: .inpaint(start: 0.64, end: 1.92)
      case .swapVocals: .swapVocals
      case .swapSound: .swapSound
      }
    }
  }

  @Test(arguments: StandInDialect.allCases)
  func aSongIsMadeFromLyricsFromATopicAndWithoutAVoice(dialect: StandInDialect) async throws {
    var instrumental = ProviderVisit.fresh
    instrumental.words = nil
    instrumental.instrumental = true
    let requests = [
      ProviderVisit.fresh, GenerateRequest(words: .topic("rain on a tin roof")), instrumental,
    ]
    try await ProviderVisit.visit(dialect) { visit in
      for (index, request) in requests.enumerated() {
        let job = try await visit.client.submit(request)
        try await expectSongs(of: job, charges: index + 1, in: visit)
      }
    }
  }

  @Test(arguments: StandInDialect.allCases)
  func aGeneratedSongIsTransformedInEveryMode(dialect: StandInDialect) async throws {
    try await ProviderVisit.visit(dialect) { visit in
      let song = try await visit.freshSong()
      for (index, mode) in Mode.allCases.enumerated() {
        let job = try await visit.client.submit(
          ProviderVisit.transformed(mode.transform, of: .song(id: song.id)),
          sourceDuration: song.duration)
        try await expectSongs(of: job, charges: index + 2, in: visit)
      }
    }
  }

  @Test(arguments: StandInDialect.allCases, [false, true])
  func anUploadIsTransformedInEveryMode(dialect: StandInDialect, isTask: Bool) async throws {
    try await ProviderVisit.visit(dialect, uploadsAreTasks: isTask) { visit in
      for (index, mode) in Mode.allCases.enumerated() {
        let upload =
          switch try await visit.client.upload("https://example.com/song.mp3") {
          case .ready(let id): id
          case .pending(let job): try await visit.client.uploadID(of: job)
          }
        let job = try await visit.client.submit(
          ProviderVisit.transformed(mode.transform, of: .upload(id: upload)))
        try await expectSongs(of: job, charges: 2 * index + 2, in: visit)
      }
    }
  }

  /// Every song of the job is there as a file that can be heard, the provider has charged so often,
  /// and no audio host has seen the key.
  private func expectSongs(of job: Job, charges: Int, in visit: ProviderVisit) async throws {
    let outcome = try await visit.deliver(job)
    #expect(outcome.error == nil)
    #expect(outcome.songs.count == 2)
    for song in outcome.songs {
      #expect(song.error == nil)
      let file = try #require(song.file)
      #expect(file.status == .ok)
      #expect(try FileDigest(path: file.path).description == file.sha256)
      #expect(file.path.hasSuffix("[\(song.song.id)].mp3"))
      let told = try #require(song.song.duration)
      #expect(abs(try #require(file.duration) - told) < 0.001)
    }
    #expect(visit.ledger.charges.count == charges)
    #expect(visit.ledger.keysSeenOnMedia == [])
    #expect(visit.ledger.previewsFetched == [])
    let left = try FileManager.default.contentsOfDirectory(atPath: visit.folder.path)
    #expect(left.filter { $0.hasPrefix(".") } == [])
  }
}
