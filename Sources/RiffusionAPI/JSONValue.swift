public import Foundation

/// Any JSON value, with `null` as a value of its own.
///
/// Codable's synthesis leaves an absent value out, but a provider may want to read `null`. Whole
/// numbers stay whole (`0`, not `0.0`); other numbers keep every digit that tells them apart.
public enum JSONValue: Hashable, Sendable {
  /// The value `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number without a fraction that fits into 64 bits.
  case integer(Int)
  /// Any other number; finite, for JSON knows no other.
  case number(Double)
  /// A string.
  case string(String)
  /// A list of values.
  case array([JSONValue])
  /// Values by name, in no order.
  case object([String: JSONValue])

  /// A number, held as an integer where it is one, as JSON makes no difference between `1` and
  /// `1.0`.
  public init(_ number: Double) {
    self = Int(exactly: number).map(JSONValue.integer) ?? .number(number)
  }

  /// A member by its wire name, in which a dot leads into an object: `morph.riff_id`.
  ///
  /// Reading gives `nil` where there is no such member. Writing makes the objects on the way, in
  /// the place of whatever else stood there, and writing `nil` removes the member.
  public subscript(member name: String) -> JSONValue? {
    get {
      let parts = name.split(separator: ".", maxSplits: 1)
      guard case .object(let members) = self, let first = parts.first else { return nil }
      let value = members[String(first)]
      return parts.count == 1 ? value : value?[member: String(parts[1])]
    }
    set {
      let parts = name.split(separator: ".", maxSplits: 1)
      guard let first = parts.first.map(String.init) else { return }
      var members: [String: JSONValue] = [:]
      if case .object(let present) = self { members = present }
      if parts.count == 1 {
        members[first] = newValue
      } else {
        members[first, default: .object([:])][member: String(parts[1])] = newValue
      }
      self = .object(members)
    }
  }

  /// The value as it goes over the wire: one line, keys sorted, slashes not escaped.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}

extension JSONValue: Codable {
  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = value.isFinite ? .number(value) : .null
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value, `null` included.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}
