import Foundation
import SongAnalysis

extension SourceReport {
  /// The song's title, else the name of its file without folder and extension.
  var displayTitle: String {
    if let title, !title.isEmpty { return title }
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    return name.isEmpty ? path : name
  }
}
