import Testing

@testable import RiffusionAPI

@Suite struct AudioAddressTests {
  @Test(arguments: [
    "https://cdn1.suno.ai/989aff28.mp3", "http://cdn.example/a.m4a?X-Signature=a%2Fb&x=1",
    "HTTPS://CDN.example:8443/a", "https://[2606:4700::1]/a", "http://203.0.113.7/a",
  ])
  func aWebAddressIsKeptAsItIs(text: String) throws {
    #expect(try #require(AudioAddress(text)).url == text)
  }

  @Test(arguments: [
    "", "a.mp3", "/a.mp3", "//cdn.example/a", "ftp://cdn.example/a", "file:///etc/passwd",
    "data:audio/mpeg;base64,AAAA", "https://", "https:///a", "https://user@cdn.example/a",
    "https://user:pass@cdn.example/a", "https://:pass@cdn.example/a", "javascript:alert(1)",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/x", "https://cdn.example:0/a",
    "https://cdn.example:65536/a", "http://127.0.0.1:99999/a", "https://cdn%2Eexample/a",
  ])
  func anythingElseIsNone(text: String) {
    #expect(AudioAddress(text) == nil)
  }

  @Test func messagesShowNoSignature() throws {
    let address = try #require(AudioAddress("https://cdn.example/a.mp3?sig=secret#part"))
    #expect(address.shown == "https://cdn.example/a.mp3")
  }

  @Test(arguments: [
    ("/b.mp3", "https://cdn.example/b.mp3"), ("b.mp3", "https://cdn.example/a/b.mp3"),
    ("../b.mp3?x=1", "https://cdn.example/b.mp3?x=1"),
    ("//other.example/b", "https://other.example/b"),
    ("http://other.example/b", "http://other.example/b"),
    ("?x=2", "https://cdn.example/a/1.mp3?x=2"),
  ])
  func aRedirectMayBeRelative(location: String, target: String) throws {
    let address = try #require(AudioAddress("https://cdn.example/a/1.mp3?x=1"))
    #expect(address.redirected(to: location)?.url == target)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://cdn.example/b", "https://user@cdn.example/b", "data:,x",
  ])
  func aRedirectMayNotLeadAnywhereElse(location: String) throws {
    let address = try #require(AudioAddress("https://cdn.example/a/1.mp3"))
    #expect(address.redirected(to: location) == nil)
  }
}
