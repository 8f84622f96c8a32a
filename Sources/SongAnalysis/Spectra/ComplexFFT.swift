import CFFTW
import Synchronization

/// The forward transform of complex numbers, unscaled.
///
/// One object belongs to one task; it is not `Sendable`, on purpose. Planning is under one lock,
/// because FFTW's planner is not thread-safe; execution needs none (FFTW 3.3 manual, "Thread
/// safety"). Plans are estimated rather than measured: measuring costs 0.14 s, more than it saves
/// on a song, and may choose otherwise the next time.
final class ComplexFFT {
  private static let planner = Mutex<Void>(())

  /// How many numbers a transform takes and gives.
  let length: Int

  private let input: UnsafeMutablePointer<fftwf_complex>
  private let output: UnsafeMutablePointer<fftwf_complex>
  private let plan: fftwf_plan

  /// Plans a transform.
  ///
  /// - Precondition: `length` is positive, and FFTW finds memory for it.
  init(length: Int) {
    precondition(length > 0, "no such transform length: \(length)")
    // The output has one place more, for bin `length`, which is bin 0 again.
    guard
      let input = fftwf_alloc_complex(length), let output = fftwf_alloc_complex(length + 1),
      let plan = Self.planner.withLock({ _ in
        SendablePlan(
          fftwf_plan_dft_1d(Int32(length), input, output, FFTW_FORWARD, UInt32(FFTW_ESTIMATE)))
      }).plan
    else { preconditionFailure("FFTW cannot plan a transform of \(length) numbers") }
    self.length = length
    self.input = input
    self.output = output
    self.plan = plan
  }

  deinit {
    let plan = SendablePlan(plan)
    Self.planner.withLock { _ in fftwf_destroy_plan(plan.plan) }
    fftwf_free(input)
    fftwf_free(output)
  }

  /// Transforms the numbers that `fill` writes, and lends the spectrum to `read`.
  ///
  /// Both are pairs of real and imaginary part. `fill` must write all `length` pairs; `read` gets
  /// `length + 1` of them, the last of which is the first again, so that bin *k* has its mirror
  /// image at `length - k` whatever *k* is.
  func transform<Result>(
    _ fill: (UnsafeMutablePointer<Float>) -> Void, _ read: (UnsafePointer<Float>) -> Result
  ) -> Result {
    input.withMemoryRebound(to: Float.self, capacity: 2 * length, fill)
    fftwf_execute(plan)
    return output.withMemoryRebound(to: Float.self, capacity: 2 * length + 2) { output in
      (output[2 * length], output[2 * length + 1]) = (output[0], output[1])
      return read(output)
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
