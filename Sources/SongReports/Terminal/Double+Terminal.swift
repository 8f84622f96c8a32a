import Foundation

extension Double {
  /// The number with so many decimals; zero has no sign.
  func fixed(_ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", self)
    return text.allSatisfy { "-0.".contains($0) } ? text.filter { $0 != "-" } : text
  }

  /// A time in seconds as minutes and seconds, such as `1:58.93`.
  func clock(_ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let ticks = Int((Swift.max(0, self) * Double(scale)).rounded())
    let seconds = (Double(ticks % (60 * scale)) / Double(scale)).fixed(decimals)
    let padding = seconds.prefix { $0 != "." }.count < 2 ? "0" : ""
    return "\(ticks / (60 * scale)):\(padding)\(seconds)"
  }
}
