import Foundation

/// What a command is about, where `-` stands for the lines of standard input.
struct InputList {
  /// The inputs, in order; blank lines are none.
  let texts: [String]

  /// Reads standard input where it is named.
  init(_ arguments: [String]) async {
    var texts: [String] = []
    for argument in arguments {
      guard argument == "-" else {
        texts.append(argument)
        continue
      }
      for await line in standardInputLines() {
        let text = line.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty { texts.append(text) }
      }
    }
    self.texts = texts
  }
}
