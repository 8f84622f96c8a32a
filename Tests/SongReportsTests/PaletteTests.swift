import Foundation
import SongAnalysis
import SongReports
import Testing

/// The colours of the pages, by computation (WCAG 2.2).
@Suite struct PaletteTests {
  /// Text on its ground needs 4.5 : 1 (1.4.3, level AA).
  private static let forText = 4.5
  /// What is drawn needs 3 : 1 (1.4.11, level AA).
  private static let forShapes = 3.0

  @Test(arguments: Palette.Light.allCases) func textCanBeRead(light: Palette.Light) throws {
    let palette = Palette(light)
    for ground in ["paper", "surface", "sunken"] {
      for ink in ["ink", "muted", "accent", "good", "warning", "error"] {
        #expect(try palette.contrast(ink, ground) >= Self.forText, "\(ink) on \(ground)")
      }
    }
    #expect(try palette.contrast("on-accent", "accent") >= Self.forText)
    for label in SectionLabel.allCases {
      #expect(try palette.contrast("on-label", label.rawValue) >= Self.forText, "\(label)")
    }
  }

  @Test(arguments: Palette.Light.allCases) func sectionsStandOut(light: Palette.Light) throws {
    let palette = Palette(light)
    for ground in ["paper", "surface"] {
      for shape in SectionLabel.allCases.map(\.rawValue) + ["curve", "cursor", "accent"] {
        #expect(try palette.contrast(shape, ground) >= Self.forShapes, "\(shape) on \(ground)")
      }
    }
  }

  @Test func theExtremesHaveTheContrastOfTheDefinition() {
    #expect(Palette.contrast("#000000", "#ffffff") == 21)
    #expect(Palette.contrast("#777777", "#777777") == 1)
  }
}
