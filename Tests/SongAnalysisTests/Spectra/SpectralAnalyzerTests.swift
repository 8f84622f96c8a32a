import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct SpectralAnalyzerTests {
  private static let stereo = AudioFormat(sampleRate: 16_000, channelCount: 2)

  @Test func theBlocksMakeNoDifference() {
    let noise = Signals.noise(amplitude: 0.5, frameCount: 20_000, seed: 1)
    let whole = Self.features([noise, noise], blocks: [20_000])
    let parts = Self.features([noise, noise], blocks: [1, 333, 4096])
    #expect(whole.chroma == parts.chroma)
    #expect(Self.levels(whole.mel) == Self.levels(parts.mel))
    #expect(Self.levels(whole.onsetBands) == Self.levels(parts.onsetBands))
    #expect(Self.levels(whole.centre) == Self.levels(parts.centre))
  }

  @Test func ratesAreWhatTheyWereMeantToBe() {
    let second = [Float](repeating: 0, count: 160_000)
    let features = Self.features([second, second], blocks: [8192])
    #expect(features.duration == 10)
    // They come in fours.
    #expect(abs(Double(features.onsetBands.frameCount) - 10 * features.onsetRate) <= 4)
    #expect(abs(Double(features.mel.frameCount) - 10 * features.melRate) <= 1)
    #expect(
      abs(Double(ChromaFrames(features, ofBass: false).frameCount) - 10 * features.chromaRate) <= 1)
  }

  @Test(arguments: [(440.0, 9), (261.63, 0), (880.0, 9), (184.997, 6)])
  func aToneIsHeardAsItsPitchClass(frequency: Double, pitchClass: Int) {
    let tone = Signals.sine(
      frequencyInHertz: frequency, amplitude: 0.3, frameCount: 32_000, sampleRate: 16_000)
    let chroma = ChromaFrames(Self.features([tone, tone], blocks: [4096]), ofBass: false)
      .mean(from: 0.5, to: 1.5)
    #expect(chroma.indices.max { chroma[$0] < chroma[$1] } == pitchClass)
  }

  @Test func aToneInTheMiddleIsCentreAndOneAtTheSidesIsNot() {
    let tone = Signals.sine(
      frequencyInHertz: 500, amplitude: 0.3, frameCount: 16_000, sampleRate: 16_000)
    let middle = Self.features([tone, tone], blocks: [4096])
    let sides = Self.features([tone, Signals.scaled(tone, by: -1)], blocks: [4096])
    // A sine of 0.3 has the power 0.045, or −13.5 dB; the window spreads it over three bins, and what
    // it adds to the mean of its surroundings is taken off.
    #expect(abs(middle.centre[5, 0] - -13.5) < 6)
    #expect(sides.centre[5, 0] == LevelMatrix.floor)
  }

  @Test func noiseInTheMiddleIsLessOfAMelodyThanATone() {
    let tone = Signals.sine(
      frequencyInHertz: 500, amplitude: 0.1, frameCount: 32_000, sampleRate: 16_000)
    let noise = Signals.noise(amplitude: 0.3, frameCount: 32_000, seed: 3)
    let (melody, drums) = (
      Self.features([tone, tone], blocks: [4096]), Self.features([noise, noise], blocks: [4096])
    )
    let frames = 5..<30
    func level(_ features: SpectralFeatures) -> Float {
      frames.map { features.centre[$0, 0] }.reduce(0, +) / Float(frames.count)
    }
    #expect(drums.energy[10, 0] > melody.energy[10, 0])
    #expect(level(drums) < level(melody) - 6)
  }

  @Test func aSampleThatIsNoNumberStaysWhereItIs() {
    var broken = Signals.noise(amplitude: 0.1, frameCount: 32_000, seed: 2)
    broken[8000] = .nan
    broken[8001] = .infinity
    let features = Self.features([broken, broken], blocks: [4096])
    #expect(features.chroma.allSatisfy { $0.isFinite })
    #expect(features.mel.maximum < 0)
  }

  private static func features(_ channels: [[Float]], blocks lengths: [Int]) -> SpectralFeatures {
    var analyzer = SpectralAnalyzer(format: stereo)
    for block in Signals.blocks(channels, format: stereo, lengths: lengths) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }

  private static func levels(_ matrix: LevelMatrix) -> [UInt8] {
    (0..<matrix.frameCount).flatMap { frame in
      (0..<matrix.bandCount).map { matrix.stored(frame: frame, band: $0) }
    }
  }
}
