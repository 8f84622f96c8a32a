import Foundation

/// The colours of the pages, as `palette.css` names them.
struct Palette {
  /// What the reader's system asks for.
  enum Light: String, Sendable, CaseIterable {
    case day, night
  }

  /// A name that the style sheet does not have.
  struct NoSuchColour: Error {
    /// The name.
    let name: String
  }

  private let colours: [String: String]

  /// The colours by day or by night.
  init(_ light: Light) {
    let file = URL(filePath: #filePath)
      .appending(path: "../../../Sources/SongReports/Web/palette.css").standardized
    let style = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let parts = style.components(separatedBy: "@media")
    let part = light == .day ? parts[0] : parts.dropFirst().joined()
    var colours: [String: String] = [:]
    for match in part.matches(of: #/--([a-z0-9-]+): (\#[0-9a-f]{6});/#) {
      colours[String(match.1)] = String(match.2)
    }
    self.colours = colours
  }

  /// How far two colours of the palette stand apart, 1 to 21.
  func contrast(_ a: String, _ b: String) throws -> Double {
    guard let first = colours[a] else { throw NoSuchColour(name: a) }
    guard let second = colours[b] else { throw NoSuchColour(name: b) }
    return Self.contrast(first, second)
  }

  /// The contrast ratio of two colours written `#rrggbb` (WCAG 2.2, "contrast ratio").
  static func contrast(_ a: String, _ b: String) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// The relative luminance of a colour (WCAG 2.2, "relative luminance").
  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(number >> shift & 0xff) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
