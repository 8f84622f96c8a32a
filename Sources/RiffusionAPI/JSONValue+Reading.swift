public import Foundation

extension JSONValue {
  /// Reads JSON.
  ///
  /// - Throws: Foundation's `DecodingError` for anything else.
  public init(_ data: Data) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: data)
  }

  /// The text of a string; `nil` for anything else.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of a list; `nil` for anything else.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object; `nil` for anything else.
  public var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A number, also where it is written as a string, as some providers do: `"181.3"` or `"40%"`,
  /// which is 40.
  ///
  /// - Returns: `nil` for anything else, and for a number that is not finite.
  public var amount: Double? {
    let value: Double? =
      switch self {
      case .integer(let value): Double(value)
      case .number(let value): value
      case .string(let text): Double(text.hasSuffix("%") ? String(text.dropLast()) : text)
      default: nil
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The text of a string that is not blank, or of a whole number: how ids come.
  public var identifier: String? {
    switch self {
    case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : text
    case .integer(let number): String(number)
    default: nil
    }
  }

  /// The text of a string that is not blank; `nil` for anything else.
  var nonBlankText: String? { text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }

  /// The first of these members that has a usable value, in the order of the names.
  func first<Value>(_ names: [String], as read: (JSONValue) -> Value?) -> Value? {
    for name in names {
      if let member = self[member: name], let value = read(member) { return value }
    }
    return nil
  }
}
