import Foundation
import SongAnalysis
import SongRuns

/// What the script of a song's page draws and plays from.
struct SongData: Encodable {
  private let analysis: AnalysisDocument
  private let barLines: [Double]
  private let cropLead: Double
  /// The request body into which a cut of one's own is put, as JSON.
  private let openBody: String
  private let waveform: Waveform
  private let loudness: Loudness
  private let spectrogram: Spectrogram
  private let matrix: Matrix?

  /// The data of one song; curves are a byte a value, in base64.
  init(_ song: AnalysisDocument, curves: SongCurves, openBody: String) {
    self.openBody = openBody
    let source = song.source
    var song = song
    song.source = SourceReport(
      path: source.path.shownInput, sha256: source.sha256, songID: source.songID,
      title: source.title)
    analysis = song
    barLines = curves.barLines.map { $0.rounded(toDecimals: 6) }
    cropLead = CropPoint.lead
    waveform = Waveform(
      peaks: Data(curves.waveform.peaks), strengths: Data(curves.waveform.strengths))
    loudness = Loudness(curves.loudness)
    spectrogram = Spectrogram(
      bands: curves.spectrogram.bandCount, levels: Data(curves.spectrogram.levels))
    matrix = curves.similarity.map {
      Matrix(count: $0.count, barsInRow: $0.barsInRow, values: Data($0.values))
    }
  }

  private struct Waveform: Encodable {
    let peaks: Data
    let strengths: Data
  }

  private struct Spectrogram: Encodable {
    let bands: Int
    let levels: Data
  }

  private struct Matrix: Encodable {
    let count: Int
    let barsInRow: Int
    let values: Data
  }

  /// Loudness in steps of a quarter LU from −60 LUFS on, which is byte 1; 0 is silence.
  private struct Loudness: Encodable {
    let momentary: Data
    let momentaryStart: Double
    let shortTerm: Data
    let shortTermStart: Double
    /// Seconds from one value to the next.
    let step: Double

    init(_ curve: LoudnessCurve) {
      let joined = max(1, (curve.momentary.count + Self.largestCount - 1) / Self.largestCount)
      func bytes(_ values: [Double?]) -> Data {
        Data(
          stride(from: 0, to: values.count, by: joined).map { first in
            let level = values[first..<min(values.count, first + joined)].compactMap(\.self).max()
            return level.map { UInt8(min(255, max(1, (1 + ($0 + 60) * 4).rounded()))) } ?? 0
          })
      }
      momentary = bytes(curve.momentary)
      momentaryStart = LoudnessCurve.momentaryStart
      shortTerm = bytes(curve.shortTerm)
      shortTermStart = LoudnessCurve.shortTermStart
      step = Double(joined) / LoudnessCurve.rate
    }

    /// At most so many values of a curve: ours, two for each pixel of a wide page.
    private static let largestCount = 2_400
  }
}
