import Foundation
import RiffusionAPI
import SongRuns
import TestSupport
import Testing

@Suite struct ProviderConfigurationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes a configuration where it is usually found, below `XDG_CONFIG_HOME`.
  private func write(_ json: String, mode: Int = 0o600) throws {
    let path = folder.path(of: "segue/config.json")
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "segue"), withIntermediateDirectories: true)
    try folder.write(json.utf8, to: "segue/config.json")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func configuration(
    _ choice: ProviderChoice = ProviderChoice(), _ environment: [String: String] = [:]
  ) async throws -> ProviderConfiguration {
    try await ProviderConfiguration(
      choice, environment: ["XDG_CONFIG_HOME": folder.path].merging(environment) { _, new in new })
  }

  private func expectBadConfiguration(
    _ choice: ProviderChoice = ProviderChoice(), location: SourceLocation = #_sourceLocation
  ) async throws -> SongRunError {
    let error = try await #require(throws: SongRunError.self, sourceLocation: location) {
      try await configuration(choice).account()
    }
    #expect(error.code == .badConfiguration, sourceLocation: location)
    #expect(!"\(error)".contains("secret"), sourceLocation: location)
    return error
  }

  /// A misspelt budget would be none.
  @Test(arguments: [
    (#"{"max_request_per_day": 5}"#, "max_request_per_day is no setting"),
    (#"{"max_requests_per_day": "5"}"#, "max_requests_per_day must be a whole number, 0 or more"),
    (#"{"max_requests_per_day": -1}"#, "max_requests_per_day must be a whole number, 0 or more"),
    (#"{"provider": 3}"#, "provider must be a text in quotes"),
    (#"{"providers": {"musicapi": {"key": "x"}}}"#, "providers.musicapi.key is no setting"),
    (
      #"{"providers": {"musicapi": {"max_crop_s": "180"}}}"#,
      "providers.musicapi.max_crop_s must be a number of seconds"
    ),
    (
      #"{"providers": {"musicapi": {"replace_fields": [1, 2]}}}"#,
      "providers.musicapi.replace_fields must be a list of texts"
    ),
  ])
  func aSettingThatWouldNotHoldIsTold(json: String, words: String) async throws {
    try write(json)
    #expect(try await expectBadConfiguration().detail.hasPrefix(words))
  }

  @Test func whatIsNoJSONIsToldInOneLine() async throws {
    try write("{bad")
    let detail = try await expectBadConfiguration().detail
    #expect(!detail.contains("Domain") && !detail.contains("\n"), "\(detail)")
  }

  @Test func withoutAWordItIsTheUsualProvider() async throws {
    let account = try await configuration().account()
    #expect(account.provider.name == "openai-hk")
    #expect("\(account.provider.endpoint)" == "https://api.openai-hk.com")
    #expect(account.key == nil)
  }

  @Test func aFlagWinsOverTheEnvironmentAndThatOverTheFile() async throws {
    try write(
      #"""
      {"provider": "musicapi", "providers": {
        "musicapi": {"base_url": "https://file.example"},
        "sunoapi": {"base_url": "https://file.example"},
        "producer": {"base_url": "https://file.example"}}}
      """#)
    #expect(try await configuration().selected == "musicapi")
    let environment = ["SEGUE_PROVIDER": "sunoapi", "SEGUE_BASE_URL": "https://env.example"]
    let fromEnvironment = try await configuration(ProviderChoice(), environment)
    #expect(fromEnvironment.selected == "sunoapi")
    #expect("\(try fromEnvironment.account().provider.endpoint)" == "https://env.example")
    let flags = ProviderChoice(provider: "producer", baseURL: "https://flag.example")
    let fromFlags = try await configuration(flags, environment)
    #expect(fromFlags.selected == "producer")
    #expect("\(try fromFlags.account().provider.endpoint)" == "https://flag.example")
    #expect("\(try await configuration().account().provider.endpoint)" == "https://file.example")
    let empty = ["SEGUE_PROVIDER": "", "SEGUE_BASE_URL": "", "SEGUE_API_KEY": ""]
    let unset = try await configuration(ProviderChoice(), empty)
    #expect(unset.selected == "musicapi")
    #expect(try unset.account().key == nil)
  }

  @Test func theKeyOfTheEnvironmentIsThatOfTheSelectedProvider() async throws {
    try write(#"{"providers": {"musicapi": {"api_key": "secret-file"}}}"#)
    let configuration = try await configuration(
      ProviderChoice(provider: "sunoapi", baseURL: "https://x.example"),
      ["SEGUE_API_KEY": "secret-env"])
    #expect(try configuration.account().key == APIKey("secret-env"))
    #expect(try configuration.account(for: "openai-hk").key == nil)
    let other = try configuration.account(for: "musicapi")
    #expect(try other.key == APIKey("secret-file"))
    // The address on the command line is that of the selected provider alone.
    #expect("\(other.provider.endpoint)" == "https://api.musicapi.ai")
  }

  @Test func theKeyOfTheFileGoesToItsAddressAlone() async throws {
    try write(
      #"""
      {"provider": "musicapi", "providers": {
        "musicapi": {"api_key": "secret-1"},
        "sunoapi": {"api_key": "secret-2", "base_url": "https://mine.example/v2"}}}
      """#)
    let key1 = try APIKey("secret-1")
    let key2 = try APIKey("secret-2")
    #expect(try await configuration().account().key == key1)
    let elsewhere = ProviderChoice(baseURL: "https://evil.example")
    #expect(try await configuration(elsewhere).account().key == nil)
    let environment = ["SEGUE_BASE_URL": "https://evil.example"]
    #expect(try await configuration(ProviderChoice(), environment).account().key == nil)
    let same = ProviderChoice(baseURL: "https://api.musicapi.ai/")
    #expect(try await configuration(same).account().key == key1)

    var choice = ProviderChoice(provider: "sunoapi")
    #expect(try await configuration(choice).account().key == key2)
    choice.baseURL = "https://mine.example"
    #expect(try await configuration(choice).account().key == nil)
    // Documented as it is, it is not the address that this key was given for.
    choice.baseURL = "https://api.sunoapi.com"
    #expect(try await configuration(choice).account().key == nil)
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o601])
  func aFileWithAKeyThatOthersCanReadIsRefused(mode: Int) async throws {
    for json in [
      #"{"providers": {"musicapi": {"api_key": "secret"}}}"#,
      #"{"providers": {"a misspelt name": {"api_key": "secret"}}}"#,
      #"{"providers": {"musicapi": {"api_key": 1234567}}}"#,
    ] {
      try write(json, mode: mode)
      #expect(try await expectBadConfiguration().detail.contains("chmod 600"))
    }
    try write(#"{"provider": "musicapi"}"#, mode: mode)
    #expect(try await configuration().selected == "musicapi")
  }

  @Test func aLinkIsJudgedByTheFileItLeadsTo() async throws {
    try write(#"{"providers": {"openai-hk": {"api_key": "secret"}}}"#)
    let path = folder.path(of: "segue/config.json")
    let link = folder.path(of: "link.json")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let choice = ProviderChoice(configurationPath: link)
    #expect(try await configuration(choice).account().key == APIKey("secret"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    _ = try await expectBadConfiguration(choice)
  }

  @Test func aWorkingFolderIsNeverReadFrom() async throws {
    let environment = ["XDG_CONFIG_HOME": "relative", "HOME": "also/relative"]
    let configuration = try await ProviderConfiguration(ProviderChoice(), environment: environment)
    #expect(configuration.selected == "openai-hk")
    // A relative value is passed over for the one that is usual.
    try FileManager.default.createDirectory(
      atPath: folder.path(of: ".config/segue"), withIntermediateDirectories: true)
    try folder.write(#"{"provider": "sunoapi"}"#.utf8, to: ".config/segue/config.json")
    let usual = try await ProviderConfiguration(
      ProviderChoice(), environment: ["XDG_CONFIG_HOME": "relative", "HOME": folder.path])
    #expect(usual.selected == "sunoapi")
  }

  @Test func aFileThatIsNamedMustBeThere() async throws {
    let missing = folder.path(of: "no.json")
    let error = try await expectBadConfiguration(ProviderChoice(configurationPath: missing))
    #expect(error.subject == missing)
  }

  @Test(arguments: [
    "", "{", "[]", "7", "<html>", #"{"providers": {"musicapi": {"api_key": "secret""#,
  ])
  func whatIsNoJSONObjectIsRefused(text: String) async throws {
    try write(text)
    _ = try await expectBadConfiguration()
  }

  @Test func anUnknownProviderIsRefused() async throws {
    for (choice, environment) in [
      (ProviderChoice(provider: "nobody"), [:]), (ProviderChoice(), ["SEGUE_PROVIDER": "nobody"]),
    ] {
      let error = try await #require(throws: RiffusionError.self) {
        try await configuration(choice, environment)
      }
      #expect(error.code == .otherProvider)
    }
    try write(#"{"provider": "nobody"}"#)
    await #expect(throws: RiffusionError.self) { try await configuration() }
  }

  @Test func anAddressThatIsNoneIsRefused() async throws {
    try write(#"{"providers": {"openai-hk": {"base_url": "http://plain.example"}}}"#)
    await #expect(throws: RiffusionError.self) { try await configuration().account() }
    let choice = ProviderChoice(baseURL: "https://user:secret@x.example")
    let error = try await #require(throws: RiffusionError.self) {
      try await configuration(choice).account()
    }
    #expect(!"\(error)".contains("secret"))
    let missing = try await #require(throws: RiffusionError.self) {
      try await configuration(ProviderChoice(provider: "yutoai")).account()
    }
    #expect(missing.code == .incomplete)
  }

  @Test func theFileTellsWhatAProviderTakes() async throws {
    try write(
      #"""
      {"providers": {"musicapi": {
        "path_prefix": "v9/music/", "max_crop_s": 90.5, "replace_fields": ["from", "to"]}}}
      """#)
    let provider = try await configuration(ProviderChoice(provider: "musicapi")).account().provider
    #expect(provider.latestCrop == 90.5)
    var request = GenerateRequest(words: .lyrics("la"), tag: "pop")
    request.morph = Morph(.inpaint(start: 1, end: 2), of: .song(id: "a"))
    let draft = try provider.dialect.draft(of: request)
    #expect(draft.path == "/v9/music/create")
    #expect(draft.body?[member: "from"] == 1)
    #expect(draft.body?[member: "to"] == 2)
    let flag = ProviderChoice(provider: "musicapi", pathPrefix: "/flag")
    let flagged = try await configuration(flag).account().provider
    #expect(try flagged.dialect.draft(of: request).path == "/flag/create")
  }

  @Test(arguments: [#"["from"]"#, #"["a", "b", "c"]"#, "[]", #"["a", "a"]"#, #"["a", " "]"#])
  func replaceFieldsAreTwoNames(names: String) async throws {
    try write(#"{"providers": {"openai-hk": {"replace_fields": \#(names)}}}"#)
    let error = try await expectBadConfiguration()
    #expect(error.subject.contains("replace_fields"))
  }

  @Test func nothingThatPrintsShowsAKey() async throws {
    try write(#"{"providers": {"musicapi": {"api_key": "secret-file"}}}"#)
    let configuration = try await configuration(
      ProviderChoice(), ["SEGUE_API_KEY": "secret-env"])
    for value in [configuration, try configuration.account()] as [Any] {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), dumped] {
        #expect(!text.contains("secret-"))
      }
    }
  }

  @Test func aKeyThatNoHeaderCanHoldIsRefused() async throws {
    let error = try await #require(throws: RiffusionError.self) {
      try await configuration(ProviderChoice(), ["SEGUE_API_KEY": "two secret words"]).account()
    }
    #expect(error.code == .authentication)
    #expect(!"\(error)".contains("secret"))
  }
}
