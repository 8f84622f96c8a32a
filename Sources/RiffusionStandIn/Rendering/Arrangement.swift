import SongLyrics

/// Which parts play in a section, and how much.
///
/// The arrangement grows: verse 2 has more than verse 1, each chorus more than the one before, and
/// the last chorus has everything.
struct Arrangement: Sendable {
  /// The overall strength, from 0 to 1.
  var energy: Double
  /// 0 none, 1 light, 2 full, 3 full with everything.
  var drums = 0
  var hasBass = true
  /// Whether chords are held rather than played in rhythm.
  var holdsChords = false
  var hasPad = false
  var hasArpeggio = false
  /// Whether an instrument plays the tune or answers the voice.
  var hasLead = false
  /// Whether voices sing along in thirds.
  var hasBacking = false

  /// The arrangement of one section in a style.
  init(section: PlannedSection, style: SongStyle, isEnding: Bool) {
    let isFirst = section.occurrence == 0
    let isBallad = style.groove == .ballad
    switch section.kind {
    case .intro:
      energy = 0.5
      drums = isBallad ? 0 : 1
      hasBass = !isBallad
      hasLead = !section.isSung
      hasArpeggio = style.groove == .dance
    case .verse, .other:
      energy = isFirst ? 0.55 : 0.65
      drums = isFirst ? (isBallad ? 0 : 1) : (isBallad ? 1 : 2)
      hasPad = section.occurrence > 1
      hasArpeggio = !isFirst
      hasLead = !section.isSung
    case .preChorus:
      energy = isFirst ? 0.68 : 0.74
      drums = isFirst ? 1 : 2
      hasPad = true
      hasLead = !section.isSung
    case .chorus, .postChorus:
      energy = section.isLastOfKind ? 1 : isFirst ? 0.86 : 0.92
      drums = section.isLastOfKind ? 3 : 2
      hasPad = true
      hasArpeggio = !isFirst || style.groove == .dance
      hasBacking = section.isSung && (section.isLastOfKind || section.occurrence > 0)
      hasLead = !section.isSung || section.isLastOfKind
    case .bridge:
      energy = 0.6
      drums = isBallad ? 1 : 0
      holdsChords = true
      hasPad = true
      hasLead = !section.isSung
    case .instrumental, .solo:
      energy = 0.78
      drums = isBallad ? 1 : 2
      hasLead = true
      hasArpeggio = style.groove == .dance
    case .outro:
      energy = section.isSung ? 0.6 : 0.5
      drums = isBallad ? 0 : 1
      hasLead = !section.isSung
      hasPad = true
    }
    if isEnding, section.kind != .outro { energy = min(energy, 0.8) }
  }
}
