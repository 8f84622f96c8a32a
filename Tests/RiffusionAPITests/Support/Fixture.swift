import Foundation
import RiffusionAPI

/// The JSON files in `Fixtures`: example bodies from the providers' pages, to the letter.
///
/// `openai-hk-*` are those of "Music Model Riffusion" (openai-hk, 2025-06-05). `yutoai-template` is
/// the generated template of `POST /riffusion/generate` on docs.yutoai.net, `yutoai-topic` the body
/// of its page on `/riffusion/generate/topic`; both as read on 2026-11-21. `musicapi-topic` is the
/// example of the pages "create music (with description)" of docs.sunoapi.com (2025-07-15) and
/// docs.musicapi.ai (2025-06-26), `musicapi-extend` and `musicapi-lyrics` those of "extend music" and
/// "Make Lyrics" there, `producer-replace` that of the page on replacing (2026-04).
///
/// The folder `Answers` holds a fixture of each shape in which a provider answers; `SongReadingTests`
/// tells where each is from.
enum Fixture {
  /// The value in the file of that name.
  static func value(_ name: String) throws -> JSONValue {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
    let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
    return try JSONDecoder().decode(JSONValue.self, from: data)
  }

  /// The names of all files in the folder itself or in one inside it.
  static func names(in inner: String = "") throws -> Set<String> {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures/\(inner)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
  }
}

extension JSONValue {
  /// The wire names of all members, those inside objects with a dot before them.
  var memberNames: Set<String> {
    guard case .object(let members) = self else { return [] }
    return members.reduce(into: []) { names, member in
      let inner = member.value.memberNames
      if inner.isEmpty { names.insert(member.key) }
      names.formUnion(inner.map { "\(member.key).\($0)" })
    }
  }
}
