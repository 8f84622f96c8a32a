/// The request that a charge belongs to.
struct PaidRequest: Sendable {
  /// Its path.
  let path: String
  /// Its body, as it came.
  let body: [UInt8]
}
