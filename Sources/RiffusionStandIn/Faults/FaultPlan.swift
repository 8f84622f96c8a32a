import Foundation

/// What goes wrong, and when: the rules of a JSON file.
///
/// ```json
/// {"faults": [
///   {"on": "submit", "fault": "rate-limit", "seconds": 2},
///   {"on": "submit", "operation": "extend", "nth": 2, "fault": "hang"},
///   {"on": "poll", "nth": 3, "times": 2, "fault": "server-error", "status": 502},
///   {"on": "download", "times": 0, "fault": "cut", "bytes": 40000}
/// ]}
/// ```
///
/// `on` is one of submit, poll, upload, lyrics, credits and download. A rule counts the calls of its
/// kind, and of its `operation` if it has one (create, topic, cover, extend, inpaint, swap-vocals,
/// swap-sound), and strikes at the `nth`, 1 if not given, and so many `times` from there, 1 if not
/// given, 0 for always. Of several rules that would strike the first does; all count. `status`,
/// `seconds`, `song`, `bytes` and `to` are details of the fault: see `Fault`.
package struct FaultPlan: Hashable, Sendable {
  /// One rule of a plan.
  package struct Rule: Hashable, Sendable {
    /// The calls that it counts.
    package let call: ProviderCall
    /// The only operation that it counts; `nil` for all.
    package let operation: PaidOperation?
    /// The first call that it strikes, from 1.
    package let nth: Int
    /// How many calls it strikes; `nil` for all from the first on.
    package let times: Int?
    /// What it does.
    package let fault: Fault

    /// A rule that strikes once, at the first call, if nothing else is said.
    package init(
      on call: ProviderCall, operation: PaidOperation? = nil, nth: Int = 1, times: Int? = 1,
      _ fault: Fault
    ) {
      self.call = call
      self.operation = operation
      self.nth = nth
      self.times = times
      self.fault = fault
    }
  }

  /// The rules, in order.
  package let rules: [Rule]

  /// A plan of rules; by default nothing goes wrong.
  package init(_ rules: [Rule] = []) { self.rules = rules }

  /// The plan in a JSON file.
  ///
  /// - Throws: `FaultPlanError` when it cannot be read, is not JSON, or has a name or a value that
  ///   means nothing.
  package init(path: String) throws {
    let json: JSON
    do {
      json = try JSON(bytes: try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      let reason = error is DecodingError ? "it is not JSON" : "it cannot be read"
      throw FaultPlanError(path: path, detail: reason)
    }
    guard case .array(let rules)? = json["faults"] else {
      throw FaultPlanError(path: path, detail: #"it is not {"faults": [...]}"#)
    }
    self.rules = try rules.enumerated().map { index, rule in
      do throws(Misprint) {
        return try Rule(rule)
      } catch {
        throw FaultPlanError(path: path, detail: "rule \(index + 1): \(error.detail)")
      }
    }
  }
}

/// A plan of faults that cannot be followed.
package struct FaultPlanError: Error, Hashable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// What is wrong with it.
  package let detail: String

  /// The file and what is wrong.
  package var description: String { "\(path): \(detail)" }
}

/// What is wrong with one rule.
private struct Misprint: Error {
  let detail: String
}

extension FaultPlan.Rule {
  private static let members: Set<String> = [
    "on", "operation", "nth", "times", "fault", "status", "seconds", "song", "bytes", "to",
  ]

  fileprivate init(_ json: JSON) throws(Misprint) {
    guard case .object(let members) = json else { throw Misprint(detail: "is no object") }
    if let unknown = members.keys.sorted().first(where: { !Self.members.contains($0) }) {
      throw Misprint(
        detail: "\"\(unknown)\" means nothing; known are \(Self.list(Self.members))")
    }
    let calls = ProviderCall.allCases.map(\.rawValue)
    guard let call = json["on"]?.string.flatMap(ProviderCall.init) else {
      throw Misprint(detail: "\"on\" must be one of \(Self.list(calls))")
    }
    var operation: PaidOperation?
    if let name = json["operation"] {
      operation = name.string.flatMap(PaidOperation.init)
      guard operation != nil else {
        let known = PaidOperation.allCases.map(\.rawValue)
        throw Misprint(detail: "\"operation\" must be one of \(Self.list(known))")
      }
    }
    let nth = try Self.whole("nth", in: json, atLeast: 1) ?? 1
    let times = try Self.whole("times", in: json, atLeast: 0) ?? 1
    if let seconds = json["seconds"], !(0...86_400).contains(seconds.number ?? -1) {
      throw Misprint(detail: "\"seconds\" must be a number from 0 to 86400")
    }
    if let to = json["to"], to.string == nil { throw Misprint(detail: "\"to\" must be text") }
    let details = FaultDetails(
      status: try Self.whole("status", in: json, atLeast: 200),
      seconds: json["seconds"]?.number, song: try Self.whole("song", in: json, atLeast: 0),
      bytes: try Self.whole("bytes", in: json, atLeast: 0), to: json["to"]?.string)
    let name = json["fault"]?.string ?? ""
    guard let fault = Fault(name, with: details) else {
      throw Misprint(
        detail: "there is no fault \"\(name)\"; known are \(Self.list(Fault.names.keys))")
    }
    guard Fault.names[name]?.contains(call) == true else {
      let possible = (Fault.names[name] ?? []).map(\.rawValue)
      throw Misprint(
        detail: "\"\(name)\" cannot happen on \(call.rawValue), only on \(Self.list(possible))")
    }
    self.init(on: call, operation: operation, nth: nth, times: times == 0 ? nil : times, fault)
  }

  private static func whole(
    _ name: String, in json: JSON, atLeast least: Int
  ) throws(Misprint) -> Int? {
    guard let value = json[name] else { return nil }
    guard let number = value.number.flatMap({ Int(exactly: $0) }), number >= least,
      number < 1 << 31
    else {
      throw Misprint(detail: "\"\(name)\" must be a whole number from \(least)")
    }
    return number
  }

  private static func list(_ names: some Sequence<String>) -> String {
    names.sorted().joined(separator: ", ")
  }
}
