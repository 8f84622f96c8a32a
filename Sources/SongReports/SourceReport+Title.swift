import Foundation
import SongAnalysis
import SongRuns

extension SourceReport {
  /// The song's title, else the name of its file.
  var displayTitle: String {
    if let title, !title.isEmpty { return title }
    return fileName.isEmpty ? path.shownInput : fileName
  }

  /// The name of its file without folder and extension, also where it is at an address; empty where
  /// there is none.
  var fileName: String {
    let file = path.isWebAddress ? URL(string: path)?.path ?? path : path
    let name = URL(filePath: file).deletingPathExtension().lastPathComponent
    return name == "/" ? "" : name
  }
}
