import Crypto
import Foundation
import Mustache
import SongAnalysis

/// One page that needs nothing but itself: style, script and data inside, and the network forbidden.
struct WebPage {
  /// What stands in the window's title.
  let title: String
  /// The template of what is between header and end.
  let template: [UInt8]
  /// The modules of the script, in order; they share one scope.
  let scripts: [[UInt8]]
  /// The style sheets, in order.
  let styles: [[UInt8]]

  /// The page.
  ///
  /// - Parameters:
  ///   - view: What the template shows; every text in it is escaped.
  ///   - data: What the script reads.
  /// - Returns: HTML with style, script and data inside.
  /// - Throws: Foundation's `EncodingError` for a number that is not finite; Mustache's error for a
  ///   template that is none.
  func html(_ view: some Sendable, data: some Encodable) throws -> String {
    let script =
      "\n(() => {\n\"use strict\";\n" + scripts.map(Self.text).joined(separator: "\n") + "})();\n"
    let style = "\n" + styles.map(Self.text).joined(separator: "\n")
    let frame = Frame(
      title: title, policy: Self.policy(style: style, script: script), style: style,
      main: try Self.render(template, view),
      data: PageText.scriptData(try DocumentEncoder().encode(data)), script: script)
    return try Self.render(PackageResources.frame_mustache, frame)
  }

  /// What `frame.mustache` shows.
  private struct Frame {
    let title: String
    let policy: String
    let style: String
    let main: String
    let data: String
    let script: String
  }

  /// Nothing is loaded but what is in the page, and audio from where the page is.
  private static func policy(style: String, script: String) -> String {
    "default-src 'none'; base-uri 'none'; form-action 'none'; media-src 'self' file: data:; "
      + "style-src '\(hash(of: style))'; script-src '\(hash(of: script))'"
  }

  /// The hash by which a policy knows an element's content (W3C Content Security Policy 3, 8.4).
  private static func hash(of content: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(content.utf8))).base64EncodedString()
  }

  private static func render(_ template: [UInt8], _ view: Any) throws -> String {
    registered
    return try MustacheTemplate(string: text(template)).render(view)
  }

  /// Makes the templates' way of escaping known, once.
  private static let registered: Void = MustacheContentTypes.register(
    PageText(), named: PageText.name)

  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self)
  }
}
