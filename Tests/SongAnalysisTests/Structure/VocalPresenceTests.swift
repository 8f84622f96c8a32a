import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct VocalPresenceTests {
  private static let format = AudioFormat(sampleRate: 16_000, channelCount: 2)

  @Test func barsWithATuneInTheMiddleAreLikelierSungThanThoseWithout() throws {
    let (features, bars) = try Self.song { bar in bar % 4 < 2 ? .middle : .nowhere }
    let voice = VocalPresence(features, bars: bars)
    #expect(voice.bars.count == bars.count)
    #expect(voice.bars.allSatisfy { (0...1).contains($0) })
    #expect(voice.reliability > 0.5)
    // The bar next to a change has some of its neighbour, as levels are smoothed.
    let (sung, silent) = Self.parted(voice, bars: bars) { $0 % 4 < 2 }
    #expect(sung > silent + 0.3)
  }

  @Test func aTuneAtOneSideIsNoVoice() throws {
    let (features, bars) = try Self.song { bar in bar % 4 < 2 ? .middle : .left }
    let voice = VocalPresence(features, bars: bars)
    let (sung, aside) = Self.parted(voice, bars: bars) { $0 % 4 < 2 }
    #expect(sung > aside + 0.3)
  }

  @Test func silenceAroundTheSongChangesNothing() throws {
    let (features, bars) = try Self.song { bar in bar % 4 < 2 ? .middle : .nowhere }
    let (long, musicAlone) = try Self.song(silence: 60) { bar in bar % 4 < 2 ? .middle : .nowhere }
    let (own, voice) = (
      VocalPresence(features, bars: bars), VocalPresence(long, bars: musicAlone)
    )
    #expect(abs(voice.reliability - own.reliability) < 0.05)
    #expect(voice.bars.count == own.bars.count)
    for (with, without) in zip(voice.bars, own.bars) {
      #expect(abs(with - without) < 0.05)
    }
  }

  private enum Place { case middle, left, nowhere }

  /// The mean of the bars that are sung, and of the others.
  private static func parted(
    _ voice: VocalPresence, bars: BarGrid, _ isSung: (Int) -> Bool
  ) -> (Float, Float) {
    func mean(_ sung: Bool) -> Float {
      bars.lines.indices.dropLast().filter { isSung(Int((bars.lines[$0] / 2).rounded())) == sung }
        .map { voice.bars[$0] }.mean
    }
    return (mean(true), mean(false))
  }

  /// Sixteen bars of two seconds, drums on the left, and in each a tone somewhere; with so many
  /// seconds of silence before them and after them.
  private static func song(
    silence: Int = 0, _ place: (Int) -> Place
  ) throws -> (SpectralFeatures, BarGrid) {
    let drums = ToySong(tempo: 120, [(ToySong.Music(roots: [0], chords: 0, drums: 0.1), 16)])
      .samples()
    var (left, right) = (Signals.scaled(drums, by: 2), Signals.silence(frameCount: drums.count))
    let tone = Signals.sine(
      frequencyInHertz: 440, amplitude: 0.3, frameCount: 32_000, sampleRate: 16_000)
    for bar in 0..<16 {
      for (frame, sample) in tone.enumerated() {
        switch place(bar) {
        case .middle:
          left[bar * 32_000 + frame] += sample
          right[bar * 32_000 + frame] += sample
        // As loud as the other is, in the sum of both sides.
        case .left: left[bar * 32_000 + frame] += 2 * sample
        case .nowhere: break
        }
      }
    }
    var analyzer = SpectralAnalyzer(format: format)
    let rest = Signals.silence(frameCount: silence * 16_000)
    let channels = [left, right].map { rest + $0 + rest }
    for block in Signals.blocks(channels, format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    let features = analyzer.finish()
    let rhythm = try #require(Rhythm(features))
    return (features, try #require(BarGrid(rhythm, features)))
  }
}
