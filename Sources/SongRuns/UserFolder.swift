/// Where files of a user belong, by the XDG Base Directory Specification, version 0.8.
enum UserFolder {
  /// What the user has set.
  case configuration
  /// What the user would miss.
  case data

  /// The folder of this program among them; `nil` where the environment names no home.
  ///
  /// A relative value is to be ignored, so that nothing is read from a working folder.
  func path(in environment: [String: String]) -> String? {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let (name, usual) =
      switch self {
      case .configuration: ("XDG_CONFIG_HOME", "/.config")
      case .data: ("XDG_DATA_HOME", "/.local/share")
      }
    return (absolute(name) ?? absolute("HOME").map { $0 + usual }).map { $0 + "/segue" }
  }
}
