import Testing

@testable import SongAnalysis

@Suite struct KWeightingTests {
  @Test func tablesOfTheStandardComeOutAt48kHz() throws {
    let weighting = try #require(KWeighting(sampleRate: 48_000))
    // ITU-R BS.1770-5, Annex 1, Tables 1 and 2.
    let tables: [(Double, Double)] = [
      (weighting.shelf.b0, 1.53512485958697), (weighting.shelf.b1, -2.69169618940638),
      (weighting.shelf.b2, 1.19839281085285), (weighting.shelf.a1, -1.69065929318241),
      (weighting.shelf.a2, 0.73248077421585), (weighting.highPass.b0, 1),
      (weighting.highPass.b1, -2), (weighting.highPass.b2, 1),
      (weighting.highPass.a1, -1.99004745483398), (weighting.highPass.a2, 0.99007225036621),
    ]
    for (made, printed) in tables { #expect(abs(made - printed) < 1e-12) }
  }

  /// Rates in hertz, and how far the response may be from that at 48 kHz, in dB up to a frequency.
  static let rates: [(rate: Double, highest: Double, decibels: Double)] = [
    (8000, 2000, 0.25), (16_000, 4000, 0.07), (22_050, 5512, 0.035), (44_100, 20_000, 0.01),
    (88_200, 20_000, 0.01), (96_000, 20_000, 0.01), (192_000, 20_000, 0.01),
  ]

  @Test(arguments: Array(rates.indices))
  func responseAtOtherRatesIsThatAt48kHz(index: Int) throws {
    let (rate, highest, decibels) = Self.rates[index]
    let reference = try #require(KWeighting(sampleRate: 48_000))
    let weighting = try #require(KWeighting(sampleRate: rate))
    var (frequency, worst) = (10.0, 0.0)
    while frequency <= highest {
      worst = max(
        worst,
        abs(
          weighting.gainInDecibels(atHertz: frequency, sampleRate: rate)
            - reference.gainInDecibels(atHertz: frequency, sampleRate: 48_000)))
      frequency *= 1.02
    }
    #expect(worst <= decibels)
  }

  @Test func noWeightingExistsWhereTheShelfDoesNotFit() {
    #expect(KWeighting(sampleRate: 3999) == nil)
    #expect(KWeighting(sampleRate: 4000) != nil)
  }
}
