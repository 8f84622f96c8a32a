import Testing

@testable import RiffusionAPI

@Suite struct HostAddressTests {
  /// Addresses of the internet, among them the first and last beside a special range.
  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
    "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0",
    "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255",
    "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "2001:200::1",
    "2001:4860:4860::8888", "2606:4700:4700::1111", "2001:db7:ffff::1", "2001:db9::1",
    "2003::1", "3ffe:ffff::1", "3fff:1000::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
  ])
  func anAddressOfTheInternetIsPublic(text: String) throws {
    let address = try #require(HostAddress(text))
    #expect(address.isPublic)
    #expect(!address.isLoopback)
  }

  /// Every entry of the IANA IPv4 and IPv6 Special-Purpose Address Registries that is not globally
  /// reachable, by its first and last address, and multicast.
  @Test(arguments: [
    "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
    "127.0.0.0", "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255",
    "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.7", "192.0.0.8", "192.0.0.170",
    "192.0.0.171", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.2", "192.168.0.0",
    "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255",
    "203.0.113.0", "203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.0",
    "255.255.255.254", "255.255.255.255",
    "::", "::1", "64:ff9b:1::1", "64:ff9b:1:ffff::1", "100::1", "100:0:0:1::1", "2001::1",
    "2001:2::1", "2001:10::1", "2001:1ff:ffff::1", "2001:db8::1", "2001:db8:ffff::1", "2002::1",
    "2002:808:808::1", "3fff::1", "3fff:fff::1", "5f00::1", "fc00::1", "fdff::1", "fe80::1",
    "febf::1", "fec0::1", "ff02::1", "::8.8.8.8", "4000::1", "1fff::1",
  ])
  func aSpecialAddressIsNotPublic(text: String) throws {
    #expect(try !#require(HostAddress(text)).isPublic)
  }

  /// Mapped (RFC 4291, 2.5.5.2) and translated (RFC 6052, 2.1) addresses reach the IPv4 machine.
  @Test(arguments: ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0"])
  func anIPv4AddressIsJudgedInsideIPv6Too(text: String) throws {
    for prefix in ["::ffff:", "64:ff9b::"] {
      #expect(try !#require(HostAddress(prefix + text)).isPublic)
    }
  }

  @Test func onlyThisMachineIsLoopback() throws {
    for text in ["127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1"] {
      #expect(try #require(HostAddress(text)).isLoopback)
    }
    // A translated address goes to the network's translator.
    for text in ["128.0.0.1", "0.0.0.0", "::", "::2", "64:ff9b::127.0.0.1", "::127.0.0.1"] {
      #expect(try !#require(HostAddress(text)).isLoopback)
    }
    #expect(HostAddress.isLoopback(host: "localhost"))
    #expect(HostAddress.isLoopback(host: "[::1]"))
    #expect(!HostAddress.isLoopback(host: "localhost.example"))
    #expect(!HostAddress.isLoopback(host: ""))
    #expect(!HostAddress.isLoopback(host: "["))
  }

  /// The old spellings of `inet_aton` are names here, to be looked up and judged by what they mean.
  @Test(arguments: [
    "", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.01", "1.2.3", "1.2.3.4.5",
    "1.2.3.256", " 1.2.3.4", "fe80::1%eth0", "[::1]", ":::", "g::1",
  ])
  func whatIsNoNumericAddressIsNone(text: String) {
    #expect(HostAddress(text) == nil)
  }

  @Test func aNumericHostIsNotLookedUp() async throws {
    #expect(try await HostResolution.addresses(of: "192.0.2.1").map(\.text) == ["192.0.2.1"])
  }
}
