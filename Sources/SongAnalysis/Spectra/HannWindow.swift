import Foundation

/// The periodic Hann window of a length: `0.5 - 0.5 cos(2πn / length)`.
package func hannWindow(length: Int) -> [Float] {
  (0..<length).map { n in
    Float(0.5 - 0.5 * cos(2 * Double.pi * Double(n) / Double(length)))
  }
}
