import Configuration
import Foundation
import RiffusionAPI
import SystemPackage

/// The user's configuration file, which may hold keys.
///
/// JSON: `provider`, `max_requests_per_day`, and `providers.NAME.` with `api_key`, `base_url`,
/// `path_prefix`, `max_crop_s` and `replace_fields`.
struct ConfigurationFile: Sendable {
  private let reader: ConfigReader

  /// What a file says of one provider.
  struct Entry: Sendable {
    /// Its key, `api_key`: a secret, never to be printed.
    let key: String?
    /// Where its API is, `base_url`.
    let baseURL: String?
    /// What stands before the operation in every path, `path_prefix`.
    let pathPrefix: String?
    /// The latest crop that it keeps, in seconds, `max_crop_s`.
    let latestCrop: Double?
    /// The wire names of the ends of a range, `replace_fields`, as many as the user wrote.
    let replaceFields: [String]?
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file that the user names; without one the usual file, which may be missing.
  ///   - environment: Tells where the usual file is.
  /// - Throws: `SongRunError` of code `badConfiguration` for a file that is named and missing, that
  ///   cannot be read as JSON, that has a setting which is none, or that holds a key and can be read
  ///   by others.
  init(path: String?, environment: [String: String]) async throws {
    guard let file = path ?? Self.usualPath(environment: environment) else {
      reader = ConfigReader(provider: InMemoryProvider(values: [:]))
      return
    }
    let words = (try? Data(contentsOf: URL(filePath: file))) ?? Data()
    if words.range(of: Data("api_key".utf8)) != nil { try Self.requirePrivacy(of: file) }
    // What is no JSON at all is told below.
    if let value = try? JSONValue(words) {
      try ConfigurationSetting.requireKnown(in: value, at: file)
    }
    do {
      let provider = try await FileProvider<JSONSnapshot>(
        filePath: FilePath(file), allowMissing: path == nil)
      reader = ConfigReader(provider: provider)
    } catch {
      throw SongRunError(
        code: .badConfiguration, subject: file,
        detail: "it cannot be read as a JSON file: \(error.inWords)")
    }
  }

  /// The provider to use where nobody names one.
  var provider: String? { reader.string(forKey: "provider") }

  /// How many requests may be paid for within 24 hours.
  var mostRequestsPerDay: Int? { reader.int(forKey: "max_requests_per_day") }

  /// What it says of a provider.
  func entry(for name: String) -> Entry {
    func key(_ name: String, _ member: String) -> ConfigKey { ["providers", name, member] }
    return Entry(
      key: reader.string(forKey: key(name, "api_key"), isSecret: true),
      baseURL: reader.string(forKey: key(name, "base_url")),
      pathPrefix: reader.string(forKey: key(name, "path_prefix")),
      latestCrop: reader.double(forKey: key(name, "max_crop_s")),
      replaceFields: reader.stringArray(forKey: key(name, "replace_fields")))
  }

  private static func usualPath(environment: [String: String]) -> String? {
    UserFolder.configuration.path(in: environment).map { $0 + "/config.json" }
  }

  private static func requirePrivacy(of path: String) throws(SongRunError) {
    // A link has a mode of its own, which says nothing.
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      throw SongRunError(
        code: .badConfiguration, subject: path,
        detail: "it holds a key and others can read it; run: chmod 600 \(path)")
    }
  }
}
