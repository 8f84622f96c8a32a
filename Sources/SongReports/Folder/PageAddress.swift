import Foundation

/// Addresses from one file to another, as a page that opens from disk needs them.
package enum PageAddress {
  /// The relative address of a file, seen from a folder; both as the user wrote them.
  ///
  /// Everything but unreserved characters is percent-encoded (RFC 3986, 2.3), a colon too, so that no
  /// file name becomes a scheme.
  package static func relative(to file: String, from folder: String) -> String {
    let target = URL(filePath: file).standardizedFileURL.pathComponents
    let base = URL(filePath: folder).standardizedFileURL.pathComponents
    let shared = zip(target, base).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: base.count - shared)
    return (up + target[shared...].map(encoded)).joined(separator: "/")
  }

  /// One part of a path, percent-encoded.
  package static func encoded(_ component: String) -> String {
    component.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": return String(scalar)
      default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
