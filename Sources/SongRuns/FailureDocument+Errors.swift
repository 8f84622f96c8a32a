import AudioDecoding
import RiffusionAPI
package import SongAnalysis

extension FailureDocument {
  /// The place of an input whose analysis threw.
  package init(path: String, error: any Error) {
    switch error {
    case let error as AudioFileError:
      self.init(path: path, code: "\(error.code)", message: error.detail)
    case let error as SongRunError where error.subject == path:
      self.init(path: path, code: "\(error.code)", message: error.detail)
    case let error as SongRunError:
      self.init(path: path, code: "\(error.code)", message: "\(error.subject): \(error.detail)")
    case let error as RiffusionError where error.subject == path:
      self.init(path: path, code: "\(error.code)", message: error.message)
    case let error as RiffusionError:
      self.init(path: path, code: "\(error.code)", message: "\(error.subject): \(error.message)")
    default:
      self.init(path: path, code: "cannotRead", message: error.inWords)
    }
  }

  /// The failure of work on several files, of which the error names one, or else `path` is meant.
  package init(path: String, orOf error: any Error) {
    switch error {
    case let error as AudioFileError: self.init(path: error.path, error: error)
    case let error as SongRunError: self.init(path: error.subject, error: error)
    default: self.init(path: path, error: error)
    }
  }
}

extension FailureDocument.Failure {
  /// Whether the network, the provider or the key is to blame, so that it may go well the next time.
  package var isProviders: Bool { Self.ofProviders.contains(code) }

  private static let ofProviders: Set<String> = Set(
    [
      RiffusionError.Code.authentication, .quota, .rateLimited, .server, .unreadableAnswer,
      .transport, .deadline,
    ].map(\.description))
}
