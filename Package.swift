// swift-tools-version: 6.2

import PackageDescription

/// Settings of every Swift target: what a later language mode will ask for anyway, and imports that
/// stay internal, so that no C library leaks out of the room that owns it.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(
  name: "Configuration", package: "swift-configuration")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let httpServer = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioCompression = Target.Dependency.product(
  name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let templates = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let tls = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let systemTypes = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// The rooms, from the ground up.
///
/// Who may import whom is the `dependencies` of each.
let rooms: [Target] = [
  .systemLibrary(
    name: "CMPG123", pkgConfig: "libmpg123",
    providers: [.apt(["libmpg123-dev"]), .brew(["mpg123"])]),
  .systemLibrary(
    name: "CSndFile", pkgConfig: "sndfile",
    providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]),
  .systemLibrary(
    name: "CFFTW", pkgConfig: "fftw3f",
    providers: [.apt(["libfftw3-dev"]), .brew(["fftw"])]),
  .target(name: "AudioModel", swiftSettings: settings),
  .target(name: "SongLyrics", swiftSettings: settings),
  .target(
    name: "RiffusionAPI",
    dependencies: [
      "SongLyrics", httpClient, httpTypes, logging, nio, nioCompression, nioHTTP, nioPosix, tls,
      crypto,
    ],
    swiftSettings: settings),
  .target(
    name: "AudioDecoding", dependencies: ["AudioModel", "CMPG123", "CSndFile", subprocess],
    swiftSettings: settings),
  .target(
    name: "SongAnalysis", dependencies: ["AudioModel", "SongLyrics", "CFFTW"],
    swiftSettings: settings),
  .target(
    name: "SongRuns",
    dependencies: [
      "AudioModel", "RiffusionAPI", "AudioDecoding", "SongAnalysis", "SongLyrics", configuration,
      crypto, csv, database, systemTypes,
    ],
    swiftSettings: settings),
  .target(
    name: "SongReports",
    dependencies: [
      "AudioModel", "SongAnalysis", "SongLyrics", "SongRuns", crypto, templates,
    ],
    resources: [.embedInCode("Web")], swiftSettings: settings),
  .target(
    name: "RiffusionStandIn",
    dependencies: [
      "AudioModel", "SongLyrics", "AudioDecoding", httpServer, httpTypes, logging, nio,
    ],
    swiftSettings: settings),
  .executableTarget(
    name: "SegueCommand",
    dependencies: [
      "RiffusionAPI", "RiffusionStandIn", "SongAnalysis", "SongReports", "SongRuns",
      argumentParser, logging,
    ],
    swiftSettings: settings),
]

/// Signals, temporary folders and the like, for the tests alone.
let testSupport: Target = .target(
  name: "TestSupport", dependencies: ["AudioModel", "SongAnalysis", subprocess, systemTypes],
  swiftSettings: settings)

let tests: [Target] = [
  .testTarget(
    name: "AudioModelTests", dependencies: ["AudioModel"], swiftSettings: settings),
  .testTarget(
    name: "SongLyricsTests", dependencies: ["SongLyrics"], swiftSettings: settings),
  .testTarget(
    name: "RiffusionAPITests",
    dependencies: [
      "RiffusionAPI", "SongLyrics", "TestSupport", crypto, httpClient, httpTypes, logging, nio,
      nioHTTP, nioPosix, tls,
    ],
    resources: [.copy("Fixtures")], swiftSettings: settings),
  .testTarget(
    name: "AudioDecodingTests", dependencies: ["AudioDecoding", "AudioModel", "TestSupport"],
    resources: [.copy("Fixtures")], swiftSettings: settings),
  .testTarget(
    name: "SongAnalysisTests",
    dependencies: ["AudioModel", "SongAnalysis", "SongLyrics", "TestSupport"],
    exclude: ["Loudness/Golden"], swiftSettings: settings),
  .testTarget(
    name: "RiffusionStandInTests",
    dependencies: [
      "AudioDecoding", "AudioModel", "RiffusionStandIn", "SongLyrics", "TestSupport", httpClient,
      nio, nioHTTP,
    ],
    swiftSettings: settings),
  .testTarget(
    name: "ProviderTests",
    dependencies: [
      "AudioModel", "RiffusionAPI", "RiffusionStandIn", "SongLyrics", "SongRuns", "TestSupport",
    ],
    swiftSettings: settings),
  .testTarget(
    name: "SongRunsTests",
    dependencies: [
      "AudioModel", "AudioDecoding", "RiffusionAPI", "SongAnalysis", "SongLyrics", "SongRuns",
      "TestSupport", httpTypes, database,
    ],
    swiftSettings: settings),
  .testTarget(
    name: "SongReportsTests",
    dependencies: [
      "AudioModel", "RiffusionAPI", "SongAnalysis", "SongLyrics", "SongReports", "SongRuns",
      "TestSupport",
    ],
    exclude: ["Browser/browse.py", "Snapshots"], swiftSettings: settings),
  .testTarget(
    name: "SegueCommandTests",
    dependencies: [
      "AudioModel", "RiffusionAPI", "RiffusionStandIn", "SegueCommand", "SongAnalysis",
      "SongLyrics", "SongReports", "SongRuns", "TestSupport",
    ],
    exclude: ["Snapshots"],
    swiftSettings: settings),
]

let subprocessPackage = Package.Dependency.package(
  url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0")
let systemPackage = Package.Dependency.package(
  url: "https://github.com/apple/swift-system", from: "1.8.0")

let package = Package(
  name: "segue",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "segue", targets: ["SegueCommand"]),
    .library(name: "AudioDecoding", targets: ["AudioDecoding", "AudioModel"]),
    .library(name: "RiffusionAPI", targets: ["RiffusionAPI"]),
    .library(name: "SongAnalysis", targets: ["SongAnalysis", "AudioModel", "SongLyrics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    subprocessPackage, systemPackage,
  ],
  targets: rooms + [testSupport] + tests,
  swiftLanguageModes: [.v6]
)

// With `SEGUE_ROOMS=audio` the package holds the audio libraries and their tests alone: what the
// sanitizers run on, built in a minute rather than five.
if Context.environment["SEGUE_ROOMS"] == "audio" {
  let libraries = ["AudioModel", "AudioDecoding", "SongLyrics", "SongAnalysis"]
  let kept = Set(
    libraries + libraries.map { $0 + "Tests" } + ["CMPG123", "CSndFile", "CFFTW", "TestSupport"])
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { !kept.contains($0.name) }
  package.dependencies = [subprocessPackage, systemPackage]
}
