/// What a user says on the command line about whom to order from.
///
/// What is `nil` comes from the environment, the configuration file, or the documents.
package struct ProviderChoice: Hashable, Sendable {
  /// The name of the provider.
  package var provider: String?
  /// Where its API is.
  package var baseURL: String?
  /// What stands before the operation in every path.
  package var pathPrefix: String?
  /// The configuration file to read in place of the usual one.
  package var configurationPath: String?
  /// Whether a crop is sent in whole seconds.
  package var wholeSeconds: Bool

  /// A choice, of which each part may be left open.
  package init(
    provider: String? = nil, baseURL: String? = nil, pathPrefix: String? = nil,
    configurationPath: String? = nil, wholeSeconds: Bool = false
  ) {
    self.provider = provider
    self.baseURL = baseURL
    self.pathPrefix = pathPrefix
    self.configurationPath = configurationPath
    self.wholeSeconds = wholeSeconds
  }
}
