import Foundation
import RiffusionAPI
import TestSupport

/// Chromium, without a window, as the tests use it.
enum Chromium {
  /// The program; `nil` where it is not installed, which is said once.
  static let program: String? = {
    let found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    if found == nil { print("No Chromium, no tests in a browser: apt-get install chromium") }
    return found
  }()

  /// Something to be done on a page, in the words of `browse.py`.
  enum Step {
    /// Evaluates JavaScript; its value is a result.
    case evaluate(String)
    /// Clicks at a place of the window.
    case click(x: Double, y: Double)
    /// Drags from one place to another.
    case drag(x: Double, y: Double, toX: Double, toY: Double)
    /// Presses a key, by its name in DOM events.
    case key(String)

    fileprivate var json: JSONValue {
      switch self {
      case .evaluate(let script): .object(["evaluate": .string(script)])
      case .click(let x, let y): .object(["click": .array([.number(x), .number(y)])])
      case .drag(let x, let y, let toX, let toY):
        .object(["drag": .array([x, y, toX, toY].map(JSONValue.number))])
      case .key(let name): .object(["key": .string(name)])
      }
    }
  }

  /// What came of a visit.
  struct Visit: Decodable {
    /// The value of each evaluation.
    let results: [JSONValue]
    /// Errors and warnings of the page and of the browser about it.
    let console: [String]
  }

  /// Opens a page in a window of 1280 × 900 pixels.
  ///
  /// - Throws: What the browser said instead of an answer.
  static func visit(_ path: String, _ steps: [Step]) async throws -> Visit {
    let order = JSONValue.object([
      "url": .string(URL(filePath: path).absoluteString), "steps": .array(steps.map(\.json)),
    ])
    let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browse.py")
    let run = try await CommandRun(
      "/usr/bin/python3", [driver.path, program ?? ""],
      input: String(decoding: order.encoded(), as: UTF8.self))
    guard run.status == 0 else { throw BrowserFailure(text: run.errors) }
    return try JSONDecoder().decode(Visit.self, from: Data(run.output.utf8))
  }

  /// Why there was no answer.
  struct BrowserFailure: Error {
    /// What the driver wrote.
    let text: String
  }
}
