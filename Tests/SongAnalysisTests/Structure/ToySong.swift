import AudioModel
import Foundation
import TestSupport

@testable import SongAnalysis

/// A song assembled from bars of drums and chords, whose beats and sections are therefore known.
struct ToySong {
  /// One kind of music: what its bars are made of.
  struct Music {
    /// The root of each bar's chord, in semitones above A2; the progression repeats.
    let roots: [Int]
    /// How loud the chords are, and the drums.
    let chords: Double
    let drums: Double
  }

  static let verse = Music(roots: [0, 5, 7, 3], chords: 0.08, drums: 0.15)
  static let chorus = Music(roots: [3, 10, 5, 8], chords: 0.22, drums: 0.3)
  static let bridge = Music(roots: [1, 6], chords: 0.12, drums: 0.02)

  let tempo: Double
  /// Music and how many bars of it, in order, and by how many semitones it is raised.
  let sections: [(music: Music, bars: Int, raised: Int)]
  let format = AudioFormat(sampleRate: 16_000, channelCount: 1)

  init(tempo: Double, _ sections: [(Music, Int)], lastRaisedBy raised: Int = 0) {
    self.tempo = tempo
    self.sections = sections.enumerated().map { index, section in
      (section.0, section.1, index == sections.count - 1 ? raised : 0)
    }
  }

  var beat: Double { 60 / tempo }
  var barCount: Int { sections.reduce(0) { $0 + $1.bars } }
  var beats: [Double] { (0..<4 * barCount).map { Double($0) * beat } }
  var downbeats: [Double] { (0..<barCount).map { Double(4 * $0) * beat } }
  /// Where sections begin, in seconds, and where the last one ends.
  var boundaries: [Double] {
    sections.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + Double(4 * $1.bars) * beat) }
  }

  /// All samples of the song.
  func samples() -> [Float] {
    let rate = format.sampleRate
    var song = [Float](repeating: 0, count: Int(Double(4 * barCount) * beat * rate))
    let noise = Signals.noise(amplitude: 1, frameCount: 4000, seed: 5)
    func add(_ start: Double, _ length: Double, _ sample: (Int) -> Double) {
      let first = Int(start * rate)
      for n in 0..<Int(length * rate) where first + n < song.count {
        song[first + n] += Float(sample(n))
      }
    }
    func tone(_ frequency: Double, _ n: Int) -> Double {
      sin(2 * .pi * frequency * Double(n) / rate)
    }
    var bar = 0
    for section in sections {
      for index in 0..<section.bars {
        let start = Double(4 * bar) * beat
        let root = section.music.roots[index % section.music.roots.count] + section.raised
        for interval in [0, 4, 7, 12] {
          let frequency = 110 * pow(2, Double(root + interval) / 12)
          add(start, 4 * beat) { n in
            section.music.chords * (tone(frequency, n) + 0.4 * tone(2 * frequency, n))
              * exp(-Double(n) / rate / 1.5)
          }
        }
        for count in 0..<4 {
          let time = start + Double(count) * beat
          if count % 2 == 0 {
            add(time, 0.15) { section.music.drums * 2 * tone(60, $0) * exp(-Double($0) / 600) }
          } else {
            add(time, 0.12) { section.music.drums * Double(noise[$0]) * exp(-Double($0) / 400) }
          }
        }
        bar += 1
      }
    }
    return song
  }

  /// The features of the song, with so many seconds of silence before it and after it.
  func features(before: Double = 0, after: Double = 0) -> SpectralFeatures {
    func silence(_ seconds: Double) -> [Float] {
      [Float](repeating: 0, count: Int(seconds * format.sampleRate))
    }
    let samples = silence(before) + samples() + silence(after)
    var analyzer = SpectralAnalyzer(format: format)
    for block in Signals.blocks([samples], format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }

  /// The share of true times that have an estimate within a tolerance.
  static func recall(_ truth: [Double], _ estimate: [Double], within tolerance: Double) -> Double {
    let found = truth.count { time in estimate.contains { abs($0 - time) <= tolerance } }
    return Double(found) / Double(truth.count)
  }
}
