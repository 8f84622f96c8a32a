import Foundation
import TestSupport

/// A committed JSON Schema, checked by an implementation that is not ours: Debian's
/// `python3-jsonschema`.
struct JSONSchema {
  /// The published shape of analyses and failures.
  static let analysis = JSONSchema("samples/schema/segue.analysis.1.json")

  /// The published shape of suggestions.
  static let suggestion = JSONSchema("samples/schema/segue.suggestion.1.json")

  /// The published shape of jobs.
  static let job = JSONSchema("samples/schema/segue.job.1.json")

  /// The published shape of runs.
  static let run = JSONSchema("samples/schema/segue.run.1.json")

  /// The published shape of songs in the library.
  static let song = JSONSchema("samples/schema/segue.song.1.json")

  /// The published shape of a batch's summary.
  static let batch = JSONSchema("samples/schema/segue.batch.1.json")

  /// The published shape of seam checks.
  static let seam = JSONSchema("samples/schema/segue.seam.1.json")

  private let path: String

  private init(_ path: String) {
    let package = URL(filePath: #filePath).appending(path: "../../..").standardized
    self.path = package.appending(path: path).path
  }

  /// What is wrong with documents, one line each.
  ///
  /// - Parameter lines: JSON, one document a line.
  /// - Returns: Nothing where all of them are valid.
  /// - Throws: Subprocess's error where there is no Python to be run.
  func faults(in lines: String) async throws -> String {
    let run = try await CommandRun(
      "/usr/bin/python3",
      ["-c", Self.program, path, Self.analysis.path, Self.song.path, Self.seam.path], input: lines)
    if run.errors.contains("No module named 'jsonschema'") {
      return "python3-jsonschema is missing: apt-get install python3-jsonschema"
    }
    return run.output + run.errors
  }

  /// Checks the lines of standard input against the first schema, which may refer to the others.
  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator, RefResolver
    schemas = [json.load(open(path)) for path in sys.argv[1:]]
    for schema in schemas:
        Draft202012Validator.check_schema(schema)
    store = {schema["$id"]: schema for schema in schemas}
    resolver = RefResolver(schemas[0]["$id"], schemas[0], store=store)
    validator = Draft202012Validator(schemas[0], resolver=resolver)
    lines = [line for line in sys.stdin if line.strip()]
    if not lines:
        print("no document was given")
    for number, line in enumerate(lines):
        for error in validator.iter_errors(json.loads(line)):
            for leaf in [error] + list(error.context):
                print(number + 1, leaf.json_path, leaf.message[:200])
    """
}
