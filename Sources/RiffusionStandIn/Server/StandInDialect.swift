/// A dialect that the stand-in can be limited to.
package enum StandInDialect: String, CaseIterable, Sendable {
  /// `/riffusion/...` with `morph`, in the words of openai-hk.
  case openAIHK = "openai-hk"
  /// The same paths in the words of yutoai: `process`, `success`, `generations`.
  case yutoai
  /// `/api/v1/riffusion/...` with `task_type`, at musicapi's prices.
  case musicapi
  /// The same paths at sunoapi's prices.
  case sunoapi
  /// `/api/v1/producer/...`.
  case producer

  /// The credits of a paid request, as the vendors' guides to credits state them; where none are
  /// stated, one a request.
  func credits(for operation: PaidOperation) -> Int {
    switch (self, operation) {
    case (.openAIHK, _), (.yutoai, _): 1
    case (.musicapi, .lyrics): 10
    case (_, .upload), (_, .lyrics): 2
    case (.musicapi, _): 12
    case (.sunoapi, _), (.producer, _): 10
    }
  }
}
