import AudioModel
import Foundation
import SongAnalysis

/// The table `songs.csv` (RFC 4180): a line for each song, empty where something is not known.
enum SongTable {
  /// The names of the columns.
  static let header = line([
    "path", "title", "song_id", "status", "duration_s", "integrated_lufs", "range_lu",
    "true_peak_dbtp", "tempo_bpm", "beats_per_bar", "key", "sections", "crop_end_at", "anchor",
    "confidence", "error", "message", "result",
  ])

  /// The line of a song.
  static func row(_ answer: SongAnswer, key: BatchKey?) -> Data {
    switch answer {
    case .failure(let failure):
      return line(
        [failure.source.path, "", "", "failed"] + Array(repeating: "", count: 11) + [
          failure.error.code, failure.error.message, "",
        ])
    case .analysis(let song):
      let loudness = song.loudness
      let crop = song.suggestions.usualCrop
      return line([
        song.source.path, song.source.title ?? "", song.source.songID ?? "",
        song.decode.status.rawValue, text(song.decode.durationInSeconds),
        text(loudness.integratedInLUFS), text(loudness.rangeInLU), text(loudness.truePeakInDBTP),
        text(song.rhythm.tempoInBPM), text(song.rhythm.beatsPerBar), song.key?.name ?? "",
        "\(song.sections.count)", text(crop?.cropEndAt), crop?.anchor ?? "",
        text(crop?.confidence), "", "", key.map { "results/\($0).json" } ?? "",
      ])
    }
  }

  private static func text(_ number: (some CustomStringConvertible)?) -> String {
    number.map(\.description) ?? ""
  }

  private static func line(_ fields: [String]) -> Data {
    let quoted = fields.map { field in
      field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }
    return Data((quoted.joined(separator: ",") + "\r\n").utf8)
  }
}
