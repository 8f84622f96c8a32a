import RiffusionStandIn
import TestSupport

extension StandInProvider {
  /// A provider for tests: brief songs, at once, rendered once for all tests.
  static func quick(
    faults: [FaultPlan.Rule] = [], dialect: StandInDialect? = nil, pace: Duration = .zero,
    length: SongLength = .brief
  ) -> StandInProvider {
    StandInProvider(
      dialect: dialect, faults: FaultPlan(faults), pace: pace, length: length,
      folder: audio?.path)
  }

  private static let audio = try? TemporaryFolder()
}
