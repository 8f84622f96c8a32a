import Foundation

/// The text by which a user names a job: `PROVIDER:KIND:ID[,ID][@ADDRESS]`.
///
/// KIND is `songs`, `task` or `upload`. The address is there when it is not the provider's own
/// documented one, so that a handle is complete by itself. It holds no credential.
public struct JobHandle: Hashable, Sendable, CustomStringConvertible {
  /// The name of the provider.
  public let provider: String
  /// The ids.
  public let reference: Job.Reference
  /// The address of the API; `nil` for the provider's documented one.
  public let endpoint: APIEndpoint?

  /// The handle of a job.
  public init(_ job: Job) {
    provider = job.provider
    reference = job.reference
    endpoint = Provider.documentedEndpoint(of: job.provider) == job.endpoint ? nil : job.endpoint
  }

  /// Reads a handle.
  ///
  /// - Returns: `nil` where the text is none; it may then be a bare id.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty else { return nil }
    let rest = parts[2].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let written = rest[0].split(separator: ",", omittingEmptySubsequences: false)
    let ids = written.compactMap { String($0).removingPercentEncoding }
    guard let first = ids.first, ids.count == written.count, !ids.contains("") else { return nil }
    switch (parts[1], ids.count) {
    case ("songs", _): reference = .songs(ids)
    case ("task", 1): reference = .task(first)
    case ("upload", 1): reference = .upload(first)
    default: return nil
    }
    provider = String(parts[0])
    guard rest.count == 2 else {
      endpoint = nil
      return
    }
    guard let endpoint = try? APIEndpoint(String(rest[1])) else { return nil }
    self.endpoint = endpoint
  }

  /// The handle as text.
  public var description: String {
    let (kind, ids) =
      switch reference {
      case .songs(let ids): ("songs", ids)
      case .task(let id): ("task", [id])
      case .upload(let id): ("upload", [id])
      }
    let list = ids.map(\.percentEncodedID).joined(separator: ",")
    return "\(provider):\(kind):\(list)" + (endpoint.map { "@\($0)" } ?? "")
  }
}

extension String {
  /// The text with every character escaped that could mean something in a path or a list.
  var percentEncodedID: String {
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
    return addingPercentEncoding(withAllowedCharacters: plain) ?? self
  }
}
