import Foundation
import RiffusionAPI
import Testing

@Suite struct APIEndpointTests {
  static let good = [
    ("https://api.openai-hk.com", "https://api.openai-hk.com"),
    ("https://api.openai-hk.com/", "https://api.openai-hk.com"),
    ("HTTPS://API.Example.com//", "https://api.example.com"),
    ("https://api.example.com:443/v2/", "https://api.example.com/v2"),
    ("https://api.example.com:8443/a/b", "https://api.example.com:8443/a/b"),
    ("https://api.example.com/a%20b", "https://api.example.com/a%20b"),
    ("http://localhost:80", "http://localhost"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://127.8.9.10", "http://127.8.9.10"),
    ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ("http://[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]"),
  ]

  @Test(arguments: good)
  func anAddressHasOneForm(text: String, form: String) throws {
    let endpoint = try APIEndpoint(text)
    #expect(endpoint.description == form)
    #expect(endpoint.isLoopback == form.hasPrefix("http:"))
    #expect(try APIEndpoint(form) == endpoint)
  }

  @Test(arguments: [
    "", "api.openai-hk.com", "ftp://example.com", "file:///etc/passwd", "https://", "https:///x",
    "https://user@example.com", "https://user:secret@example.com", "https://:secret@example.com",
    "https://example.com?", "https://example.com?key=secret", "https://example.com#", "https://a b",
    "https://example.com/#x", "javascript:alert(1)",
  ])
  func whatIsNoPlainAddressIsRefused(text: String) throws {
    let error = try #require(throws: RiffusionError.self) { try APIEndpoint(text) }
    #expect(error.code == .refusedAddress)
    #expect(!"\(error)".contains("secret"))
  }

  /// RFC 3986 leaves the number open; TCP has 16 bits, and 0 is no port.
  @Test(arguments: ["0", "65536", "99999", "99999999999999999999"])
  func aPortThatTCPDoesNotHaveIsRefused(port: String) {
    for host in ["127.0.0.1", "api.example.com"] {
      #expect(throws: RiffusionError.self) { try APIEndpoint("https://\(host):\(port)") }
    }
  }

  /// What is escaped in a host could become a slash or an @ where it is unescaped.
  @Test(arguments: ["https://good.example%2Fevil.example", "https://good.example%40evil.example"])
  func anEscapedHostIsRefused(text: String) {
    #expect(throws: RiffusionError.self) { try APIEndpoint(text) }
  }

  @Test(arguments: [
    "http://api.openai-hk.com", "http://192.168.1.2", "http://0.0.0.0", "http://localhost.example",
    "http://[2001:db8::1]", "http://[::]", "http://[64:ff9b::7f00:1]",
  ])
  func theKeyTravelsUnencryptedToThisMachineAlone(text: String) throws {
    let error = try #require(throws: RiffusionError.self) { try APIEndpoint(text) }
    #expect(error.code == .refusedAddress)
    #expect(error.detail.contains("https"))
  }

  @Test func itIsEncodedAsText() throws {
    let endpoint = try APIEndpoint("https://api.example.com/v2")
    let data = try JSONEncoder().encode([endpoint])
    #expect(try JSONDecoder().decode([APIEndpoint].self, from: data) == [endpoint])
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode([APIEndpoint].self, from: Data(#"["http://example.com"]"#.utf8))
    }
  }

  @Test func everyProviderButYutoaiHasADocumentedAddress() throws {
    for name in Provider.names {
      #expect((Provider.documentedEndpoint(of: name) == nil) == (name == "yutoai"))
      #expect(try Provider.dialect(named: name).name == name)
    }
    let error = try #require(throws: RiffusionError.self) { try Provider(.yutoai) }
    #expect(error.code == .incomplete)
    let unknown = try #require(throws: RiffusionError.self) { try Provider.dialect(named: "x") }
    #expect(unknown.code == .otherProvider)
    #expect(unknown.detail.contains("openai-hk"))
  }
}
