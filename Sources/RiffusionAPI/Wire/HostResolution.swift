import Foundation
import NIOPosix

/// Looks up the addresses of a host, so that they can be judged before anything is sent there.
enum HostResolution {
  /// The addresses of a host, in the order in which the system would try them.
  ///
  /// The look-up blocks, so a thread outside the concurrent pool does it.
  ///
  /// - Throws: `TransportFailure` where the name is unknown.
  static func addresses(of host: String) async throws -> [HostAddress] {
    if let address = HostAddress(host) { return [address] }
    return try await NIOThreadPool.singleton.runIfActive { try lookUp(host) }
  }

  private static func lookUp(_ host: String) throws(TransportFailure) -> [HostAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, nil, &hints, &first)
    guard status == 0 else {
      let reason = String(cString: gai_strerror(status))
      throw TransportFailure(reason: "the host \(host) was not found: \(reason)", wasSent: false)
    }
    defer { freeaddrinfo(first) }
    var found: [HostAddress] = []
    for entry in sequence(first: first, next: { $0?.pointee.ai_next }) {
      guard let entry else { break }
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let length = socklen_t(name.count)
      guard
        getnameinfo(
          entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, length, nil, 0, NI_NUMERICHOST)
          == 0
      else { continue }
      let digits = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let text = String(decoding: digits, as: UTF8.self)
      if let address = HostAddress(text) { found.append(address) }
    }
    return found
  }
}
