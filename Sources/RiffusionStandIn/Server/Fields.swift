/// Reads the members of a request, strictly, and says what is wrong with them.
struct Fields {
  private let json: JSON
  private let prefix: String

  /// The members of a body.
  ///
  /// - Throws: `Refusal` when it is no JSON object.
  init(_ body: [UInt8]) throws(Refusal) {
    guard let json = try? JSON(bytes: body), case .object = json else {
      throw .invalid("The request body is not a JSON object.")
    }
    self.json = json
    prefix = ""
  }

  private init(_ json: JSON, prefix: String) {
    self.json = json
    self.prefix = prefix
  }

  /// Whether a member is there, be it null.
  func has(_ name: String) -> Bool { json[name] != nil }

  /// The members of an object inside; `nil` when it is absent or null.
  func object(_ name: String) throws(Refusal) -> Fields? {
    guard let value = json[name], value != .null else { return nil }
    guard case .object = value else { throw .invalid("The '\(name)' field should be an object.") }
    return Fields(value, prefix: "\(name).")
  }

  /// A text that must be there.
  func text(_ name: String) throws(Refusal) -> String {
    guard let text = try optionalText(name) else {
      throw .invalid("\(prefix)\(name) is required.")
    }
    return text
  }

  /// A text; `nil` when it is absent or null.
  func optionalText(_ name: String) throws(Refusal) -> String? {
    guard let value = json[name], value != .null else { return nil }
    guard let text = value.string else {
      throw .invalid("The '\(prefix)\(name)' field should be a string.")
    }
    return text
  }

  /// A choice; `nil` when it is absent or null.
  func flag(_ name: String) throws(Refusal) -> Bool? {
    guard let value = json[name], value != .null else { return nil }
    guard let flag = value.bool else {
      throw .invalid("The '\(prefix)\(name)' field should be boolean.")
    }
    return flag
  }

  /// A number within bounds; `nil` when it is absent or null.
  func number(
    _ name: String, in range: ClosedRange<Double> = 0...(.greatestFiniteMagnitude)
  ) throws(Refusal) -> Double? {
    guard let value = json[name], value != .null else { return nil }
    guard let number = value.number else {
      throw .invalid("The '\(prefix)\(name)' field should be a number.")
    }
    guard range.contains(number) else {
      throw .invalid(
        "The '\(prefix)\(name)' field must be from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A number that must be there.
  func requiredNumber(_ name: String) throws(Refusal) -> Double {
    guard let number = try number(name) else {
      throw .invalid("\(prefix)\(name) is required.")
    }
    return number
  }
}

extension Song {
  /// A crop that lies inside the song.
  ///
  /// - Throws: `Refusal` when it does not.
  func crop(at time: Double, named name: String) throws(Refusal) -> Double {
    let duration = recipe.duration
    // The decoded length of a file may differ from the plan's in the last digits.
    guard time > 0, time <= duration + 0.001 else {
      throw .invalid("The '\(name)' field must be above 0 and at most \(duration), the duration.")
    }
    return min(time, duration)
  }
}
