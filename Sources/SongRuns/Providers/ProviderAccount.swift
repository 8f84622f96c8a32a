package import RiffusionAPI

/// A provider, and the key that is meant for it.
package struct ProviderAccount: Sendable {
  /// Whom to order from.
  package let provider: Provider
  /// The key; `nil` where the user has given none for this provider at this address.
  package let key: APIKey?

  /// A provider and its key.
  package init(provider: Provider, key: APIKey?) {
    self.provider = provider
    self.key = key
  }
}
