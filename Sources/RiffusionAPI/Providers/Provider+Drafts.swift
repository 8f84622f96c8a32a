extension Provider {
  /// An order in the provider's words, checked against what is known of the source.
  ///
  /// - Parameters:
  ///   - request: The order.
  ///   - sourceDuration: How long the source is, in seconds, where that is known.
  /// - Returns: The request, which may still lack something; a crop that is later than the provider is
  ///   known to keep is warned about.
  /// - Throws: `RiffusionError` of code `invalidValue` or `notOffered`.
  public func draft(
    of request: GenerateRequest, sourceDuration: Double? = nil
  ) throws(RiffusionError) -> RequestDraft {
    try request.requireTimes(within: sourceDuration)
    let draft = try dialect.draft(of: request)
    guard case .extend(let crop)? = request.morph?.transform else { return draft }
    let ceiling = latestCrop ?? Morph.Transform.knownCropCeilingInSeconds
    guard crop > ceiling else { return draft }
    let warning =
      "the crop at \(crop) s is later than \(ceiling) s, "
      + (latestCrop == nil
        ? "beyond which some providers cut: the result may start earlier"
        : "the latest that \(name) keeps: the result may start earlier")
    return RequestDraft(
      method: draft.method, path: draft.path, body: draft.body, missing: draft.missing,
      warnings: draft.warnings + [warning])
  }
}

extension GenerateRequest {
  /// Makes sure that the times of a transform lie within its source.
  fileprivate func requireTimes(within duration: Double?) throws(RiffusionError) {
    guard let duration, let transform = morph?.transform else { return }
    let (subject, time): (String, Double)
    switch transform {
    case .extend(let crop): (subject, time) = ("crop", crop)
    case .inpaint(_, let end): (subject, time) = ("range", end)
    case .cover, .swapVocals, .swapSound: return
    }
    guard time <= duration else {
      throw RiffusionError(
        code: .invalidValue, subject: subject,
        detail: "\(time) s is after the end of the source, which is \(duration) s long")
    }
  }
}
