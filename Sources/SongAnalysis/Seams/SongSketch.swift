package import AudioModel

/// What is kept of a song to compare it with another: features and a thin waveform.
///
/// About 9 kB for a second of song.
package struct SongSketch: Sendable {
  /// Samples of `waveform` in a second.
  ///
  /// Ours: an MP3 coder leaves what is below 900 Hz nearly as it was, and two songs with the same
  /// notes still differ there.
  package static let waveformRate = 2000

  /// Frames of `moments` in a second: 5 ms each, a quarter of the shortest gap to be found.
  package static let momentRate = 200.0

  /// The length of the song, in seconds.
  package let duration: Double
  /// Spectral features of the song.
  package let spectra: SpectralFeatures
  /// Its tempo, beats and bars, where there is a pulse.
  package let rhythm: Rhythm?
  /// The middle of all channels at `waveformRate`, full scale ±1.
  package let waveform: [Float16]
  /// The level of 5 ms at a time, in dB: of all, and of the differences from sample to sample, in
  /// which high frequencies weigh more.
  package let moments: LevelMatrix
  /// Short-term loudness at 10 Hz, in LUFS: value *i* is that of the 3 s up to 3 + *i*/10 s.
  package let shortTermLoudness: [Double?]
  /// The loudness of the whole, in LUFS; `nil` for silence.
  package let integratedLoudness: Double?

  /// Some samples of the waveform; those before its start and after its end are silent.
  func samples(_ range: Range<Int>) -> [Float] {
    range.map { waveform.indices.contains($0) ? Float(waveform[$0]) : 0 }
  }
}

/// Listens to a song, block by block, and keeps its sketch.
package struct SongSketcher {
  private let format: AudioFormat
  private var spectra: SpectralAnalyzer
  private var loudness: LoudnessMeter
  private var resampler: Resampler
  private var waveform: [Float16] = []
  private var moments = LevelMatrix(bandCount: 2)
  private var frameCount = 0
  private var momentCount = 0
  private var energies: (all: Float, differences: Float, count: Int) = (0, 0, 0)
  private var last: Float = 0
  private var middle: [Float] = []
  private var thin: [Float] = []

  /// A sketcher for a stream of the given format.
  package init(format: AudioFormat) {
    self.format = format
    spectra = SpectralAnalyzer(format: format)
    loudness = LoudnessMeter(format: format)
    resampler = Resampler(
      from: max(1, Int(format.sampleRate.rounded())), to: SongSketch.waveformRate)
  }

  /// Takes the next block of the stream.
  package mutating func process(_ block: AudioBlock) {
    spectra.process(block)
    loudness.process(block)
    block.mix(into: &middle)
    measureMoments()
    thin.removeAll(keepingCapacity: true)
    resampler.process(middle, into: &thin)
    for sample in thin { waveform.append(Float16(sample)) }
  }

  /// The sketch of the whole stream.
  package mutating func finish() -> SongSketch {
    thin.removeAll(keepingCapacity: true)
    resampler.finish(into: &thin)
    for sample in thin { waveform.append(Float16(sample)) }
    let features = spectra.finish()
    return SongSketch(
      duration: Double(frameCount) / format.sampleRate, spectra: features,
      rhythm: Rhythm(features), waveform: waveform, moments: moments,
      shortTermLoudness: loudness.shortTermSeriesInLUFS,
      integratedLoudness: loudness.integratedInLUFS)
  }

  private mutating func measureMoments() {
    var index = 0
    while index < middle.count {
      let boundary = Double(momentCount + 1) * format.sampleRate / SongSketch.momentRate
      let end = min(middle.count, index + max(1, Int(boundary.rounded()) - frameCount))
      var (all, differences, before): (Float, Float, Float) = (0, 0, last)
      for sample in middle[index..<end] {
        all += sample * sample
        differences += (sample - before) * (sample - before)
        before = sample
      }
      last = before
      energies.all += all
      energies.differences += differences
      energies.count += end - index
      frameCount += end - index
      index = end
      guard frameCount >= Int(boundary.rounded()) else { continue }
      let scale = 1 / Float(energies.count)
      moments.append(powers: [energies.all * scale, energies.differences * scale])
      energies = (0, 0, 0)
      momentCount += 1
    }
  }
}

extension AudioBlock {
  /// The mean of all channels; a sample that is not finite counts as silence.
  package func mix(into mixed: inout [Float]) {
    if mixed.count != frameCount { mixed = [Float](repeating: 0, count: frameCount) }
    let gain = 1 / Float(format.channelCount)
    for (place, channel) in channels.enumerated() {
      for frame in 0..<frameCount {
        let sample = abs(channel[frame]) <= .greatestFiniteMagnitude ? gain * channel[frame] : 0
        mixed[frame] = place == 0 ? sample : mixed[frame] + sample
      }
    }
  }
}
