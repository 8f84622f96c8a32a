extension GenerateRequest {
  /// Makes sure that every value that is there is one the API takes; what is absent is no fault
  /// here.
  ///
  /// The limits are those of the providers' tables: every strength from 0 to 1, a crop above 0, and
  /// a range of `0 <= start < end`. Tag and title are required there, and empty ones are none. A topic
  /// stands alone: words, title and style come from the provider.
  ///
  /// - Throws: `RiffusionError` of code `invalidValue`, for the first value that is out of bounds.
  public func validate() throws(RiffusionError) {
    try require(!isBlank(model.rawValue), "model", "the name is empty")
    try require(
      tag.map(isBlank) != true, "tag", "it is empty; name the styles, separated by commas")
    try require(title.map(isBlank) != true, "title", "it is empty")
    switch words {
    case .lyrics(let lyrics):
      try require(
        !isBlank(lyrics) || instrumental == true, "lyrics",
        "there are no words in them; ask for an instrumental song if none shall be sung")
    case .topic(let topic):
      try require(!isBlank(topic), "topic", "it is empty")
      try require(
        morph == nil && title == nil && tag == nil, "topic",
        "a song from a topic takes no title, no tag and no transform")
    case nil: break
    }
    try strengths?.validate()
    try morph?.validate()
  }

  private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

extension Morph {
  fileprivate func validate() throws(RiffusionError) {
    if let source { try require(!source.id.isEmpty, "source", "the id is empty") }
    try strengths.validate()
    try require(
      duration.isFinite && duration >= 0, "duration", "\(duration) is no length in seconds")
    switch transform {
    case .extend(let crop):
      try require(
        crop.isFinite && crop > 0, "crop", "\(crop) s is no time after the start of the song")
    case .inpaint(let start, let end):
      try require(
        start.isFinite && end.isFinite && 0 <= start && start < end, "range",
        "from \(start) s to \(end) s is no stretch of a song")
    case .cover, .swapVocals, .swapSound: break
    }
  }
}

extension Strengths {
  fileprivate func validate() throws(RiffusionError) {
    for (name, value) in named {
      try require((0...1).contains(value), name, "\(value) is not in the range from 0 to 1")
    }
  }

  fileprivate var named: [(name: String, value: Double)] {
    [
      ("lyrics strength", lyrics), ("sound strength", sound), ("weirdness", weirdness),
      ("cover strength", cover),
    ] + (variation.map { [("variation strength", $0)] } ?? [])
  }
}

private func require(
  _ condition: Bool, _ subject: String, _ detail: @autoclosure () -> String
) throws(RiffusionError) {
  guard condition else {
    throw RiffusionError(code: .invalidValue, subject: subject, detail: detail())
  }
}
