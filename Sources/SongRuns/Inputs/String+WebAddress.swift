extension String {
  /// Whether it is an http or https address rather than a path.
  package var isWebAddress: Bool {
    ["http://", "https://"].contains { lowercased().hasPrefix($0) }
  }
}
