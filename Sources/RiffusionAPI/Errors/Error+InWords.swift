import Foundation

extension Error {
  /// The system's error number, also where Foundation wraps it into an error of its own; `nil` for
  /// an error that is not the system's.
  package var systemCode: Int32? {
    let error = self as NSError
    let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    return [error, cause ?? error].first { $0.domain == NSPOSIXErrorDomain }.map { Int32($0.code) }
  }

  /// What happened, in one line for a person: in the system's words where it is the system's, in
  /// Foundation's where it is that one's, else in its own.
  package var inWords: String {
    if let systemCode { return String(cString: strerror(systemCode)) }
    let error = self as NSError
    guard error.domain == NSCocoaErrorDomain else { return "\(self)" }
    return error.userInfo["NSDebugDescription"] as? String ?? error.localizedDescription
  }
}
