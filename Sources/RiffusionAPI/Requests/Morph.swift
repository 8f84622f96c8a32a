/// How a song that exists already is turned into another.
public struct Morph: Hashable, Sendable, Codable {
  /// What is done to the source.
  public enum Transform: Hashable, Sendable, Codable {
    /// The style stays; lyrics and voice are new.
    case cover
    /// All before `cropEndAt`, in seconds, stays, and the song goes on from there.
    case extend(cropEndAt: Double)
    /// The part from `start` to `end`, in seconds, is made anew.
    case inpaint(start: Double, end: Double)
    /// The voice is new, the backing stays.
    case swapVocals
    /// The backing is new, the voice stays.
    case swapSound
  }

  /// What is done to the source.
  public var transform: Transform

  /// The song to start from; `nil` in a draft whose source the provider does not hold yet.
  public var source: SongSource?

  /// How strongly each influence acts.
  public var strengths: Strengths

  /// The field `duration`, in seconds, which every documented example sends as 0.
  public var duration: Double

  /// A transform; without strengths, with those of its documented example.
  public init(
    _ transform: Transform, of source: SongSource?, strengths: Strengths? = nil,
    duration: Double = 0
  ) {
    self.transform = transform
    self.source = source
    self.strengths = strengths ?? transform.usualStrengths
    self.duration = duration
  }
}

extension Morph.Transform {
  /// The strengths of the documented example of this transform.
  public var usualStrengths: Strengths {
    switch self {
    case .cover, .extend, .inpaint: .standard
    case .swapVocals, .swapSound: .swap
    }
  }

  /// What the documented examples append to the title of the source.
  public var titleSuffix: String {
    switch self {
    case .cover: "(Cover)"
    case .extend: "(Extend)"
    case .inpaint: "(Inpaint)"
    case .swapVocals: "(Swap vocals)"
    case .swapSound: "(Sound swap)"
    }
  }

  /// Where unofficial clients of the first backend clamp the crop of an extend, in seconds.
  ///
  /// No provider documents a ceiling. A later crop may come back clamped, and deserves a warning.
  public static let knownCropCeilingInSeconds = 180.0
}
