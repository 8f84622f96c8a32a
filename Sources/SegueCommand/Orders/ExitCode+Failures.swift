import ArgumentParser
import RiffusionAPI
import SongAnalysis
import SongRuns

extension ExitCode {
  /// The provider refused or failed.
  static let provider = ExitCode(2)

  /// What a failure means for the exit status: 1 for what is in doubt, 64 for what was never sent
  /// because the user must say it otherwise, 2 for a provider's refusal or failure.
  init(_ error: any Error) {
    switch error {
    case let error as ExitCode:
      self = error
    case let error as RiffusionError:
      let usage: Set<RiffusionError.Code> = [
        .invalidValue, .incomplete, .notOffered, .refusedAddress, .otherProvider,
      ]
      self =
        error.mayHaveBeenCharged
        ? .failure
        : usage.contains(error.code) && error.status == nil
          ? .validationFailure
          : error.code == .cannotWrite ? .failure : .provider
    case let error as SongRunError:
      let usage: Set<SongRunError.Code> = [
        .unresolvedSource, .badConfiguration, .noLyrics, .severalParts, .unknownRun, .unknownSong,
        .malformedAnchor, .unreadableFile, .ambiguousSection, .beyondSong, .fileExists,
        .unknownEnding, .badManifest, .badShard, .emptyStretch,
      ]
      self =
        usage.contains(error.code)
        ? .validationFailure : error.code == .noUsableSong ? .provider : .failure
    default:
      self = .failure
    }
  }

  /// What a song's failure means for the exit status: 2 where the provider is to blame.
  init(_ failure: FailureDocument) {
    self = failure.error.isProviders ? .provider : .failure
  }

  /// What an answer means for the exit status; a file that is not whole counts where it is
  /// looked at strictly.
  init(_ answer: SongAnswer, strictly: Bool) {
    switch answer {
    case .failure(let failure): self.init(failure)
    case .analysis: self = answer.isGood(strictly: strictly) ? .success : .failure
    }
  }

  /// The status of several results: that of all where they agree, else 1.
  init(all codes: some Sequence<ExitCode>) {
    let different = Set(codes.map(\.rawValue))
    self =
      different.count == 1
      ? ExitCode(different.first ?? 0) : different.isEmpty ? .success : .failure
  }
}
