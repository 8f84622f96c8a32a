import RiffusionAPI

extension String {
  /// Whether it is an http or https address rather than a path.
  package var isWebAddress: Bool {
    ["http://", "https://"].contains { lowercased().hasPrefix($0) }
  }

  /// An input as pages and messages show it: an address without what may be a signature or a password.
  package var shownInput: String { isWebAddress ? withoutSecrets : self }
}
