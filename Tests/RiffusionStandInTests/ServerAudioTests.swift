import AudioDecoding
import AudioModel
import Foundation
import RiffusionStandIn
import TestSupport
import Testing

/// What is heard in the songs that come back, decoded from the files that were fetched.
@Suite struct ServerAudioTests {
  /// How far below the music the difference of a kept start is at least, in decibels: what is asked
  /// of an extend.
  static let kept = 40.0

  /// How many frames before a seam its coding may begin to differ: ours, four frames of MP3, in which
  /// windows overlap and the coder looks ahead.
  static let margin = 4 * 576

  /// How far below the music another MP3 coding of the same samples may differ, in decibels.
  ///
  /// Ours, measured: 25 dB at 8 kHz and 56 kbit/s, and −3 dB for music that is not the same.
  static let recoding = 10.0

  @Test func anExtendKeepsTheSongUpToTheCropAndGoesOn() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let source = try await Self.samples(of: song.url, client)
      #expect(abs(Double(source.count) / 8000 - song.duration) < 1e-9)
      let crop = 4.8137
      let body = Examples.morph(
        "extend", #""riff_id": "\#(song.id)""#, #""crop_end_at": \#(crop),"#,
        lyrics: #"[Chorus]\nSing it all again\n"#)
      let jobs = try await client.post("/riffusion/generate", body).jobs
      var takes: [[Float]] = []
      for made in try await client.finished(jobs) {
        let url = try #require(made["audio_url"] as? String)
        let samples = try await Self.samples(of: url, client)
        let duration = try #require(made["duration"] as? Double)
        #expect(abs(Double(samples.count) / 8000 - duration) < 1e-3)
        let cropFrame = Int((crop * 8000).rounded())
        #expect(Self.difference(source, samples, 0..<cropFrame - Self.margin) > Self.kept)
        #expect(Self.difference(source, samples, cropFrame + 800..<source.count - 8000) < 3)
        takes.append(samples)
      }
      #expect(Self.difference(takes[0], takes[1], 48_000..<64_000) < 3)
      // What was made can be continued again, from the other song too.
      let again = Examples.morph("extend", #""riff_id": "\#(jobs[1])""#, #""crop_end_at": 9,"#)
      let third = try await client.post("/riffusion/generate", again).jobs
      let url = try #require(try await client.finished(third)[0]["audio_url"] as? String)
      let samples = try await Self.samples(of: url, client)
      #expect(Self.difference(takes[1], samples, 0..<72_000 - Self.margin) > Self.kept)
    }
  }

  @Test(arguments: [Examples.lyrics, #"[Verse]\nOther words are sung here\n"#, ""])
  func anInpaintReplacesItsRangeAlone(lyrics: String) async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let source = try await Self.samples(of: song.url, client)
      let body = Examples.morph(
        "inpaint", #""riff_id": "\#(song.id)""#,
        #""replace_start_at": 2.5, "replace_end_at": 5.0312,"#, lyrics: lyrics)
      let jobs = try await client.post("/riffusion/generate", body).jobs
      for made in try await client.finished(jobs) {
        let url = try #require(made["audio_url"] as? String)
        let samples = try await Self.samples(of: url, client)
        #expect(made["duration"] as? Double == song.duration)
        #expect(samples.count == source.count)
        #expect(Self.difference(source, samples, 0..<20_000 - Self.margin) > Self.kept)
        #expect(Self.difference(source, samples, 20_200..<40_000) < 6)
        #expect(Self.difference(source, samples, 40_250..<source.count) > Self.recoding)
      }
    }
  }

  @Test func aCoverAndTheSwapsAreOtherMusic() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let source = try await Self.samples(of: song.url, client)
      for transform in ["cover", "swap_vocals", "swap_sound"] {
        let body = Examples.morph(transform, #""riff_id": "\#(song.id)""#)
        let jobs = try await client.post("/riffusion/generate", body).jobs
        let url = try #require(try await client.finished(jobs)[0]["audio_url"] as? String)
        let samples = try await Self.samples(of: url, client)
        let end = min(source.count, samples.count)
        #expect(Self.difference(source, samples, 0..<end) < 10, "\(transform)")
      }
    }
  }

  @Test func wordTimesLieOnTheirGrid() async throws {
    var provider = StandInProvider.quick()
    provider.wordTimes = .lyricsTimestamped
    try await provider.withServer { server in
      let client = WireClient(server: server)
      let jobs = try await client.post(
        "/riffusion/generate", Examples.generate.replacing("[Verse]", with: "[Verse 1]")
      ).jobs
      let song = try await client.finished(jobs)[0]
      let times = try #require(song["lyrics_timestamped"] as? [String: Any])
      let words = try #require(times["words"] as? [[String: Any]])
      #expect(words.prefix(2).map { $0["text"] as? String } == ["[Verse", "1]"])
      for word in words {
        for name in ["start", "end"] {
          let time = try #require(word[name] as? Double)
          #expect((time * 100).rounded().truncatingRemainder(dividingBy: 64) == 0)
        }
      }
    }
  }

  /// The left channel of audio at an address.
  static func samples(of url: String, _ client: WireClient) async throws -> [Float] {
    let folder = try TemporaryFolder()
    let path = try folder.write(try await client.get(url).body, to: "song.mp3")
    let decoded = try await AudioFile(path: path).decode(into: { _ in [Float]() }) {
      $0 += $1.channels[0]
    }
    #expect(decoded.result.status == .ok)
    return decoded.consumer
  }

  /// How far two recordings' difference lies below the first one, in decibels, over a range of
  /// frames.
  static func difference(_ one: [Float], _ other: [Float], _ frames: Range<Int>) -> Double {
    var (signal, residual) = (1e-12, 1e-12)
    for frame in frames where frame < min(one.count, other.count) {
      signal += Double(one[frame] * one[frame])
      let step = Double(one[frame] - other[frame])
      residual += step * step
    }
    return 10 * log10(signal / residual)
  }
}
