/// The words in which one family of providers takes orders: the only place that knows paths and
/// field names.
public protocol Dialect: Sendable {
  /// The name by which a user chooses it, such as `openai-hk`.
  var name: String { get }

  /// Puts an order into the provider's words, with all that is still missing named.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue` for a value that the API does not take.
  func draft(of request: GenerateRequest) throws(RiffusionError) -> RequestDraft
}
