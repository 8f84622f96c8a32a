import TestSupport

@testable import SongAnalysis

extension ToyGroove {
  /// What is kept of it for a comparison, played so many times as loud.
  func sketch(by factor: Float = 1) -> SongSketch {
    var sketcher = SongSketcher(format: format)
    let samples = Signals.scaled(samples(), by: factor)
    for block in Signals.blocks([samples], format: format, lengths: [8192]) {
      sketcher.process(block)
    }
    return sketcher.finish()
  }
}
