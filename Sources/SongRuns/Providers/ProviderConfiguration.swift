import Configuration
import RiffusionAPI

/// Whom to order from, and with which key: flags first, then the environment, then the file.
///
/// A key is bound to what it was given for. That of the environment, `SEGUE_API_KEY`, belongs to the
/// selected provider. That of the file belongs to its provider at the address that the file, or else
/// the documents, give it: it is not sent anywhere else, whatever a flag says.
package struct ProviderConfiguration: Sendable {
  /// The name of the provider that is selected.
  package let selected: String

  private let choice: ProviderChoice
  private let environment: ConfigReader
  private let file: ConfigurationFile

  /// The provider where nobody names one.
  package static let usual = "openai-hk"

  /// Reads everything that says something about providers.
  ///
  /// - Throws: `SongRunError` of code `badConfiguration`; `RiffusionError` of code `otherProvider` for
  ///   an unknown name.
  package init(_ choice: ProviderChoice, environment: [String: String]) async throws {
    self.choice = choice
    self.environment = ConfigReader(
      provider: EnvironmentVariablesProvider(
        environmentVariables: environment, secretsSpecifier: .specific(["SEGUE_API_KEY"])))
    file = try await ConfigurationFile(path: choice.configurationPath, environment: environment)
    selected =
      choice.provider ?? self.environment.nonEmpty("segue.provider") ?? file.provider ?? Self.usual
    _ = try Provider.dialect(named: selected)
  }

  /// How many requests may be paid for within 24 hours, at all providers together; `nil` for any
  /// number.
  package var mostRequestsPerDay: Int? { file.mostRequestsPerDay }

  /// The account at the selected provider.
  ///
  /// - Throws: `RiffusionError` where its address is none or is missing.
  package func account() throws -> ProviderAccount { try account(for: selected) }

  /// The account at a provider by name, as a job's handle tells it.
  ///
  /// What flags and the environment say holds for the selected provider alone.
  ///
  /// - Throws: `RiffusionError` where there is no such provider, or its address is none or missing.
  package func account(for name: String) throws -> ProviderAccount {
    let entry = file.entry(for: name)
    let isSelected = name == selected
    let given = isSelected ? choice.baseURL ?? environment.nonEmpty("segue.baseURL") : nil
    let filed = try entry.baseURL.map { text throws in try APIEndpoint(text) }
    let bound = filed ?? Provider.documentedEndpoint(of: name)
    let endpoint = try given.map { text throws in try APIEndpoint(text) } ?? bound

    let options = DialectOptions(
      pathPrefix: (isSelected ? choice.pathPrefix : nil) ?? entry.pathPrefix,
      replaceFields: try replaceFields(entry.replaceFields, of: name),
      wholeSeconds: choice.wholeSeconds)
    let provider = try Provider(
      Provider.dialect(named: name, options: options), at: endpoint, latestCrop: entry.latestCrop)
    let fromEnvironment =
      isSelected ? environment.nonEmpty("segue.apiKey", isSecret: true) : nil
    let fromFile = endpoint == bound ? entry.key : nil
    let key = try (fromEnvironment ?? fromFile).map { text throws in try APIKey(text) }
    return ProviderAccount(provider: provider, key: key)
  }

  private func replaceFields(
    _ names: [String]?, of provider: String
  ) throws -> DialectOptions.ReplaceFields? {
    guard let names else { return nil }
    let isBlank = names.contains { $0.allSatisfy(\.isWhitespace) }
    guard names.count == 2, names[0] != names[1], !isBlank else {
      throw SongRunError(
        code: .badConfiguration, subject: "providers.\(provider).replace_fields",
        detail: "it must be two different names, of the start and of the end")
    }
    return DialectOptions.ReplaceFields(start: names[0], end: names[1])
  }
}

extension ProviderConfiguration: CustomReflectable {
  /// A mirror of the choice alone, for what was read holds keys.
  package var customMirror: Mirror { Mirror(self, children: ["selected": selected]) }
}

extension ConfigReader {
  /// A text that is there and not empty, as an unset variable may come.
  fileprivate func nonEmpty(_ key: ConfigKey, isSecret: Bool = false) -> String? {
    string(forKey: key, isSecret: isSecret).flatMap { $0.isEmpty ? nil : $0 }
  }
}
