import Foundation

/// A numeric address of a machine, and whether it is one that a song may come from.
struct HostAddress: Hashable, Sendable {
  /// The address as text, such as `203.0.113.7` or `2001:db8::1`.
  let text: String
  /// 4 or 16 bytes, the first of the address first.
  private let bytes: [UInt8]

  /// Reads a numeric address; `nil` for a name.
  init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: six) { Array($0) }
    } else {
      return nil
    }
    self.text = text
  }

  /// Whether a host, by name or number, is this machine.
  static func isLoopback(host: String) -> Bool {
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return bare == "localhost" || HostAddress(bare)?.isLoopback == true
  }

  /// Whether it is this machine; a translated address is not, for it goes to a translator.
  var isLoopback: Bool {
    if let four = mappedIPv4 { return four[0] == 127 }
    return bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// Whether it is reached over the internet: no private, shared, local, documentation, benchmark,
  /// multicast or reserved range.
  ///
  /// Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries. An IPv6 address that carries
  /// an IPv4 address is judged by that.
  var isPublic: Bool {
    if let four = embeddedIPv4 {
      return !Self.specialIPv4.contains { range in Self.prefix(range, matches: four) }
    }
    // 2000::/3 is all that is given out for the internet.
    return bytes[0] & 0xE0 == 0x20
      && !Self.specialIPv6.contains { range in Self.prefix(range, matches: bytes) }
  }

  /// The address itself where it is IPv4, or the one inside a mapped or translated IPv6 address.
  private var embeddedIPv4: [UInt8]? {
    let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
    return mappedIPv4 ?? (bytes.starts(with: translated) ? Array(bytes[12...]) : nil)
  }

  /// The address itself where it is IPv4, or the one that an IPv6 address is another spelling of.
  private var mappedIPv4: [UInt8]? {
    if bytes.count == 4 { return bytes }
    let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    return bytes.starts(with: mapped) ? Array(bytes[12...]) : nil
  }

  private typealias Range = (prefix: [UInt8], bits: Int)

  private static let specialIPv4: [Range] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 3),
  ]

  /// Within 2000::/3: protocol assignments and Teredo, documentation (two ranges), 6to4.
  private static let specialIPv6: [Range] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF, 0x00], 20),
    ([0x20, 0x02], 16),
  ]

  private static func prefix(_ range: Range, matches bytes: [UInt8]) -> Bool {
    (0..<range.bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      let expected = bit / 8 < range.prefix.count ? range.prefix[bit / 8] : 0
      return bytes[bit / 8] & mask == expected & mask
    }
  }
}
