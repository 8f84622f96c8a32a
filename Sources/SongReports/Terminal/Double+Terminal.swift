import Foundation

extension Double {
  /// The number with so many decimals; zero has no sign.
  func fixed(_ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", self)
    return text.allSatisfy { "-0.".contains($0) } ? text.filter { $0 != "-" } : text
  }
}
