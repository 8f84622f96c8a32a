package import AudioModel
import Foundation
import SongLyrics

/// Renders a planned song to stereo audio, block by block.
///
/// The same plan gives the same samples. Memory is that of the notes that sound at a time and of the
/// drum kit, some megabytes; it does not grow with the song. No sample is beyond ±0.8.
package struct SongRenderer: IteratorProtocol {
  /// The format of every block.
  package let format: AudioFormat

  /// How many frames the whole song has.
  package let frameCount: Int

  private let instruments: Instruments
  private let score: [NoteEvent]
  private let firstFrame: Int
  private let fadeFrames: Int
  private var mixer: Mixer
  private var nextEvent = 0
  private var frame = 0
  private var sounding: [Sounding] = []
  private var scratch = [Float](repeating: 0, count: Mixer.blockLength)

  private struct Sounding {
    let part: Part
    let pan: Float
    var note: any SoundingNote
  }

  /// A renderer at the start of a song.
  ///
  /// - Parameters:
  ///   - plan: The song.
  ///   - sampleRate: In hertz; 44,100 as the providers deliver it.
  ///   - start: Where the first block starts, in seconds: what comes before is rendered and dropped,
  ///     so that the samples are those of the whole song.
  package init(plan: SongPlan, sampleRate: Double = 44_100, from start: Double = 0) {
    format = AudioFormat(sampleRate: sampleRate, channelCount: 2)
    frameCount = Int((plan.duration * sampleRate).rounded())
    firstFrame = min(frameCount, max(0, Int((start * sampleRate).rounded())))
    // The last chord rings out over one bar.
    fadeFrames = Int(plan.seconds(atBeat: Double(SongPlan.beatsPerBar)) * sampleRate)
    instruments = Instruments(plan: plan, sampleRate: sampleRate)
    score = Score(plan: plan).events
    mixer = Mixer(style: plan.style, sampleRate: sampleRate)
  }

  /// The next block, of 512 frames but for the first and the last; `nil` after the end of the song.
  package mutating func next() -> AudioBlock? {
    var left = [Float](repeating: 0, count: Mixer.blockLength)
    var right = left
    while frame < frameCount {
      let first = frame
      renderBlock(left: &left, right: &right)
      let end = min(frame, frameCount)
      guard end > firstFrame else { continue }
      let kept = max(firstFrame, first) - first..<end - first
      return AudioBlock(format: format, channels: [Array(left[kept]), Array(right[kept])])
    }
    return nil
  }

  private mutating func renderBlock(left: inout [Float], right: inout [Float]) {
    let length = Mixer.blockLength
    var index = 0
    while index < sounding.count {
      if Self.play(&sounding[index], from: 0, through: &scratch, into: &mixer) {
        index += 1
      } else {
        sounding.remove(at: index)
      }
    }
    while nextEvent < score.count {
      let event = score[nextEvent]
      let start = Int((event.start * format.sampleRate).rounded())
      guard start < frame + length else { break }
      var new = Sounding(
        part: event.part, pan: event.pan, note: instruments.note(for: event, index: nextEvent))
      if case .drum(.kick) = event.sound { mixer.duck(at: start - frame) }
      let first = max(0, start - frame)
      if Self.play(&new, from: first, through: &scratch, into: &mixer) { sounding.append(new) }
      nextEvent += 1
    }
    mixer.mix(left: &left, right: &right)
    frame += length
    if frame > frameCount - fadeFrames { fade(&left, &right) }
  }

  private static func play(
    _ playing: inout Sounding, from first: Int, through scratch: inout [Float],
    into mixer: inout Mixer
  ) -> Bool {
    scratch.withUnsafeMutableBufferPointer { scratch in
      let part = UnsafeMutableBufferPointer(rebasing: scratch[first...])
      let goesOn = playing.note.render(into: part)
      mixer.add(part, to: playing.part, pan: playing.pan, at: first)
      return goesOn
    }
  }

  /// Closes the song: down to silence over the last bar, and silent for its last quarter.
  private func fade(_ left: inout [Float], _ right: inout [Float]) {
    for index in left.indices {
      let remaining = Double(frameCount - (frame - Mixer.blockLength + index)) / Double(fadeFrames)
      guard remaining < 1 else { continue }
      let progress = max(0, (remaining - 0.25) / 0.75)
      let gain = Float(progress * progress)
      left[index] *= gain
      right[index] *= gain
    }
  }
}
