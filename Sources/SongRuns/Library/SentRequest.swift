package import RiffusionAPI

/// A request in the provider's words, as it is written down; the key is not in it.
package struct SentRequest: Codable, Hashable, Sendable {
  /// The HTTP method.
  package let method: String
  /// The path below the provider's base URL.
  package let path: String
  /// The JSON body.
  package let body: JSONValue?

  /// A request that is about to be sent.
  package init(_ draft: RequestDraft) {
    method = draft.method
    path = draft.path
    body = draft.body
  }
}
