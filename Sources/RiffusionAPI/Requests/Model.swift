/// The name of a music model, exactly as the provider spells it.
///
/// An open type: providers add and rename models, and any name is passed on as it is. The space in
/// the names of the Pro models belongs to them.
public struct Model: RawRepresentable, Hashable, Sendable, Codable {
  /// The name on the wire.
  public let rawValue: String

  /// The model of a name that may not be listed here.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The smaller first model.
  public static let fuzz1_0 = Model(rawValue: "FUZZ-1.0")
  /// The smaller model of June 2025.
  public static let fuzz1_1 = Model(rawValue: "FUZZ-1.1")
  /// The larger first model.
  public static let fuzz1_0Pro = Model(rawValue: "FUZZ-1.0 Pro")
  /// The larger model of June 2025, which every documented transform uses: our default.
  public static let fuzz1_1Pro = Model(rawValue: "FUZZ-1.1 Pro")
}

extension Model: ExpressibleByStringLiteral {
  /// The model of that name.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}
