import ArgumentParser
import RiffusionAPI
import SongRuns

/// The jobs that a command is about.
struct JobArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A handle that segue printed, a task id, or song ids.", valueName: "job"))
  var jobs: [String]

  func validate() throws {
    // As a variable of a script that is not set.
    guard !jobs.contains(where: { $0.allSatisfy { $0.isWhitespace || $0 == "," } }) else {
      throw ValidationError("A job is empty: give a handle that segue printed, or ids.")
    }
  }

  /// The provider that the handles name; `nil` where there are only bare ids.
  ///
  /// - Throws: `ValidationError` where they name several.
  func provider() throws -> String? {
    let names = Set(jobs.compactMap { JobHandle($0)?.provider })
    guard names.count <= 1 else {
      throw ValidationError(
        "The jobs belong to several providers (\(names.sorted().joined(separator: ", "))): ask for "
          + "those of one at a time.")
    }
    return names.first
  }

  /// The jobs at a provider: all single songs in one, so that one question asks for them.
  ///
  /// - Throws: `RiffusionError` of code `otherProvider` for a handle of another address.
  func jobs(at provider: Provider) throws -> [Job] {
    var songs: [String] = []
    var jobs: [Job] = []
    var bare: [String] = []
    func job(_ reference: Job.Reference) -> Job {
      Job(provider: provider.name, endpoint: provider.endpoint, reference: reference)
    }
    for text in self.jobs {
      guard let handle = JobHandle(text) else {
        bare += text.split(separator: ",").map(String.init)
        continue
      }
      let endpoint = handle.endpoint ?? Provider.documentedEndpoint(of: handle.provider)
      guard endpoint == provider.endpoint else {
        throw RiffusionError(
          code: .otherProvider, subject: text,
          detail: "it was ordered at \(endpoint.map(\.description) ?? "another address") and is "
            + "asked for there alone; --base-url and SEGUE_BASE_URL say where to ask")
      }
      if case .songs(let ids) = handle.reference {
        songs += ids
      } else {
        jobs.append(job(handle.reference))
      }
    }
    if case .songs(let ids) = provider.dialect.job(ofIDs: bare) {
      songs += ids
    } else {
      jobs += bare.map { job(provider.dialect.job(ofIDs: [$0])) }
    }
    return (songs.isEmpty ? [] : [job(.songs(songs))]) + jobs
  }
}
