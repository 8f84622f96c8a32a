/// What a request asks of a provider.
enum Operation: String, Hashable, Sendable, CaseIterable {
  /// A fresh song.
  case generate
  /// The same style, sung anew.
  case cover
  /// A song made longer.
  case extend
  /// A part made anew.
  case inpaint
  /// A new voice.
  case swapVocals = "swap-vocals"
  /// A new backing.
  case swapSound = "swap-sound"
  /// Audio of the user's, taken in.
  case upload
  /// Lyrics from a description.
  case lyrics
  /// What is left to spend.
  case credits
  /// How far a job is.
  case status
  /// The audio of a song.
  case download

  /// Whether the provider charges for it, so that it must be sent once at most.
  var isPaid: Bool {
    switch self {
    case .generate, .cover, .extend, .inpaint, .swapVocals, .swapSound, .upload, .lyrics: true
    case .credits, .status, .download: false
    }
  }

  /// What an order asks for.
  init(_ request: GenerateRequest) {
    self =
      switch request.morph?.transform {
      case nil: .generate
      case .cover: .cover
      case .extend: .extend
      case .inpaint: .inpaint
      case .swapVocals: .swapVocals
      case .swapSound: .swapSound
      }
  }
}
