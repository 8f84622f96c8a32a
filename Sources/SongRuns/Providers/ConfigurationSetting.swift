import Foundation
import RiffusionAPI

/// A setting of the configuration file: its name, and what kind of value it takes.
///
/// One that is misspelt, or of another kind, would silently not hold: a budget above all.
struct ConfigurationSetting {
  /// What kind of value a setting takes, in words.
  private enum Kind: String {
    case text = "a text in quotes"
    case count = "a whole number, 0 or more"
    case seconds = "a number of seconds"
    case names = "a list of texts"
    case object = "an object"

    func holds(_ value: JSONValue) -> Bool {
      switch (self, value) {
      case (_, .null), (.text, .string), (.seconds, .integer), (.seconds, .number): true
      case (.object, .object): true
      case (.names, .array(let names)): names.allSatisfy { $0.text != nil }
      case (.count, .integer(let count)): count >= 0
      default: false
      }
    }
  }

  private let name: String
  private let kind: Kind

  /// Those of the file as a whole.
  private static let ofFile = [
    ConfigurationSetting(name: "max_requests_per_day", kind: .count),
    ConfigurationSetting(name: "provider", kind: .text),
    ConfigurationSetting(name: "providers", kind: .object),
  ]

  /// Those of one provider.
  private static let ofProvider = [
    ConfigurationSetting(name: "api_key", kind: .text),
    ConfigurationSetting(name: "base_url", kind: .text),
    ConfigurationSetting(name: "max_crop_s", kind: .seconds),
    ConfigurationSetting(name: "path_prefix", kind: .text),
    ConfigurationSetting(name: "replace_fields", kind: .names),
  ]

  /// Makes sure that all that a file says will hold.
  ///
  /// - Parameters:
  ///   - file: What the file holds.
  ///   - path: Where it is.
  /// - Throws: `SongRunError` of code `badConfiguration` for what is no setting, and for a value of
  ///   another kind; it names neither a key nor any other value.
  static func requireKnown(in file: JSONValue, at path: String) throws(SongRunError) {
    try require(ofFile, in: file, below: "", at: path)
    let providers = file[member: "providers"]?.members ?? [:]
    for (name, entry) in providers.sorted(by: { $0.key < $1.key }) {
      try require(ofProvider, in: entry, below: "providers.\(name).", at: path)
    }
  }

  private static func require(
    _ settings: [ConfigurationSetting], in object: JSONValue, below place: String, at path: String
  ) throws(SongRunError) {
    for (name, value) in (object.members ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let setting = settings.first(where: { $0.name == name }) else {
        throw SongRunError(
          code: .badConfiguration, subject: path,
          detail: "\(place)\(name) is no setting; there are "
            + settings.map(\.name).joined(separator: ", "))
      }
      guard setting.kind.holds(value) else {
        throw SongRunError(
          code: .badConfiguration, subject: path,
          detail: "\(place)\(name) must be \(setting.kind.rawValue)")
      }
    }
  }
}
