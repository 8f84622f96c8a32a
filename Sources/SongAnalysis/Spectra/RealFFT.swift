import CFFTW
import Synchronization

/// The forward transform of a real signal of fixed length.
///
/// Unscaled: a full-scale sine in bin *k* has magnitude `length / 2`. One object belongs to one task;
/// it is not `Sendable`, on purpose. Planning is under one lock, because FFTW's planner is not
/// thread-safe; execution needs none (FFTW 3.3 manual, "Thread safety"). Plans are estimated rather
/// than measured: measuring costs 0.14 s, more than it saves on a song.
package final class RealFFT {
  private static let planner = Mutex<Void>(())

  /// How many samples a transform takes.
  package let length: Int

  /// How many bins it gives, from 0 Hz to half the sample rate: `length / 2 + 1`.
  package var binCount: Int { length / 2 + 1 }

  private let input: UnsafeMutablePointer<Float>
  private let output: UnsafeMutablePointer<fftwf_complex>
  private let plan: fftwf_plan

  /// Plans a transform.
  ///
  /// - Precondition: `length` is even and positive, and FFTW finds memory for it.
  package init(length: Int) {
    precondition(length > 0 && length % 2 == 0, "no such transform length: \(length)")
    self.length = length
    let bins = length / 2 + 1
    guard
      let samples = fftwf_alloc_real(length), let spectrum = fftwf_alloc_complex(bins),
      let plan = Self.planner.withLock({ _ in
        SendablePlan(fftwf_plan_dft_r2c_1d(Int32(length), samples, spectrum, FFTW_ESTIMATE))
      }).plan
    else { preconditionFailure("FFTW cannot plan a transform of \(length) samples") }
    input = samples
    output = spectrum
    self.plan = plan
  }

  deinit {
    let plan = SendablePlan(plan)
    Self.planner.withLock { _ in fftwf_destroy_plan(plan.plan) }
    fftwf_free(input)
    fftwf_free(output)
  }

  /// Transforms the samples that `fill` writes, and lends the spectrum to `read`.
  ///
  /// `fill` must write all `length` samples. `read` gets `binCount` pairs of real and imaginary part,
  /// which are overwritten by the next call.
  package func transform<Result>(
    _ fill: (UnsafeMutableBufferPointer<Float>) -> Void,
    _ read: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    fill(UnsafeMutableBufferPointer(start: input, count: length))
    fftwf_execute(plan)
    return output.withMemoryRebound(to: Float.self, capacity: 2 * binCount) {
      read(UnsafeBufferPointer(start: $0, count: 2 * binCount))
    }
  }

  /// Carries a plan out of the planner's lock, which hands out only what may cross tasks.
  ///
  /// `@unchecked` holds because the plan is used by the one object that asked for it.
  private struct SendablePlan: @unchecked Sendable {
    let plan: fftwf_plan?
    init(_ plan: fftwf_plan?) { self.plan = plan }
  }
}

