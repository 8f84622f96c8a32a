import Foundation

/// Turns the notes of a score into sounding ones, with the instruments of the style.
struct Instruments {
  private let kit: DrumKit
  private let style: SongStyle
  private let isHighVoice: Bool
  private let seed: UInt64
  private let sampleRate: Double

  /// The instruments of a plan.
  init(plan: SongPlan, sampleRate: Double) {
    style = plan.style
    seed = plan.takeSeed
    isHighVoice = Melody.singer(of: plan) == .high
    kit = DrumKit(style: plan.style, seed: plan.seed, sampleRate: sampleRate)
    self.sampleRate = sampleRate
  }

  /// The sounding note of an event; its place in the score keys what chance adds to it.
  func note(for event: NoteEvent, index: Int) -> any SoundingNote {
    var random = RandomStream(seed: seed, .noise, 1000 + index)
    let held = Int(event.length * sampleRate)
    switch event.sound {
    case .drum(let drum):
      return DrumHit(kit[drum], velocity: event.velocity)
    case .syllable(let syllable, let pitch, let from):
      return SungNote(
        syllable, pitch: pitch, from: from, velocity: event.velocity, heldFrames: held,
        isHighVoice: isHighVoice, sampleRate: sampleRate, random: random)
    case .pitch(let pitch):
      if event.part == .chords, let isDamped = isPlucked(event) {
        return PluckedString(
          pitch: pitch, velocity: event.velocity, heldFrames: held, isDamped: isDamped,
          sampleRate: sampleRate, random: &random)
      }
      return TonalNote(
        patch(of: event.part), pitch: pitch, velocity: event.velocity, heldFrames: held,
        sampleRate: sampleRate, random: &random)
    }
  }

  /// Whether a chord is played on strings, and if so, whether they are damped; `nil` for keys.
  private func isPlucked(_ event: NoteEvent) -> Bool? {
    switch style.chordSound {
    case .piano, .synth: nil
    case .strings: false
    case .electricGuitar: event.length < 0.3
    }
  }

  private func patch(of part: Part) -> Patch {
    switch part {
    case .bass: style.groove == .dance || style.groove == .hipHop ? .subBass : .bass
    case .chords: style.chordSound == .synth ? .stab : .piano
    case .pad: .pad
    case .arpeggio: style.hasPianoLead ? .piano : .pluck
    case .lead: style.hasPianoLead ? .piano : .lead
    case .drums, .voice, .backing: .lead
    }
  }
}
