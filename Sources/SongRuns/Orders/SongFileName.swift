/// The name of a song's file, `Title [id].ext`, cleaned of all that a file system or a terminal
/// would take for something else.
package struct SongFileName: Hashable, Sendable, CustomStringConvertible {
  /// The name, at most 255 bytes long as file systems allow.
  package let description: String

  /// A name from what a provider says, which may be anything.
  package init(title: String?, id: String, kind: String) {
    let title = Self.clean(title ?? "", longest: 150)
    let id = Self.clean(id, longest: 80)
    description = "\(title.isEmpty ? "Untitled" : title) [\(id)].\(kind)"
  }

  /// The name with a number before its extension, for a second file of the same name.
  package func numbered(_ number: Int) -> String {
    guard number > 1, let dot = description.lastIndex(of: ".") else { return description }
    return "\(description[..<dot]) (\(number))\(description[dot...])"
  }

  /// A text without what parts paths, hides files, moves a cursor or names a device.
  private static func clean(_ text: String, longest: Int) -> String {
    var result = ""
    for character in text {
      let scalars = character.unicodeScalars
      let isPlain = scalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
          false
        // Marks that turn the direction of writing can disguise an extension.
        case .format: scalar.value == 0x200D
        default: !forbidden.contains(scalar)
        }
      }
      let next = isPlain ? character : "-"
      guard result.utf8.count + next.utf8.count <= longest else { break }
      result.append(next)
    }
    while let first = result.first, first == "." || first.isWhitespace { result.removeFirst() }
    while let last = result.last, last == "." || last.isWhitespace { result.removeLast() }
    return result
  }

  private static let forbidden: Set<Unicode.Scalar> = [
    "/", "\\", ":", "*", "?", "\"", "<", ">", "|", "[", "]",
  ]
}
