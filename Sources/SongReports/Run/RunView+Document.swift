import SongAnalysis
package import SongRuns

extension RunView {
  /// The view of a run of the library.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - lineage: Where its songs come from; `nil` where that is not known.
  ///   - pages: The addresses of the pages on songs, relative to this one.
  ///   - audio: The addresses of the songs themselves, likewise.
  package init(
    _ run: RunDocument, lineage: Lineage?, pages: [SongIdentity: String],
    audio: [SongIdentity: String]
  ) {
    let kept = Set(run.rounds.compactMap(\.kept))
    let title = run.source?.title ?? run.rounds.first?.songs.first?.title
    self.init(
      title: "\(run.kind.prefix(1).uppercased() + run.kind.dropFirst())"
        + (title.map { " of \($0)" } ?? ""),
      summary: [
        "Run \(run.run ?? 0) at \(run.provider): \(run.state.rawValue)"
          + (run.problem.map { " (\($0))" } ?? ""),
        "\(run.requests) of \(run.maxRequests) paid requests",
      ],
      steps: run.rounds.filter { $0.purpose == "order" }.map { round in
        Step(round, pages: pages, audio: audio)
      },
      lineage: lineage.map { Ancestor($0, kept: kept, pages: pages) })
  }
}

extension RunView.Step {
  fileprivate init(
    _ round: RunDocument.Round, pages: [SongIdentity: String], audio: [SongIdentity: String]
  ) {
    let title =
      if let crop = round.choice?.cropEndAt {
        "Round \(round.round): extend from \(crop.clock(decimals: 2))"
      } else if let start = round.choice?.replaceStartAt, let end = round.choice?.replaceEndAt {
        "Inpaint \(start.clock(decimals: 2)) to \(end.clock(decimals: 2))"
      } else {
        "Round \(round.round)"
      }
    self.init(
      title: title, notes: [round.choice?.reason, round.problem].compactMap(\.self),
      candidates: round.songs.map { song in
        RunView.Candidate(song, in: round, page: pages[song.identity], audio: audio[song.identity])
      })
  }
}

extension RunView.Candidate {
  fileprivate init(
    _ song: SongDocument, in round: RunDocument.Round, page: String?, audio: String?
  ) {
    let isSettled = round.kept != nil || song.problem != nil
    let verdict = song.seam.map { "seam \($0.verdict.rawValue)" }
    self.init(
      title: song.title ?? song.id, audio: audio, page: page,
      verdict: song.id == round.kept ? .kept : isSettled ? .passed : .open,
      reasons: [verdict].compactMap(\.self) + (song.seam?.reasons ?? [])
        + [song.problem].compactMap(\.self),
      measures: song.seam.map(Self.measures) ?? [], seam: song.seam?.seams.first?.time)
  }

  /// What was measured at the seams; the verdict of each stands in the reasons.
  private static func measures(of seam: SeamReport) -> [RunView.Measure] {
    var measures: [RunView.Measure] = []
    func add(_ name: String, _ value: Double?, _ unit: String, decimals: Int) {
      guard let value else { return }
      measures.append(RunView.Measure(name, "\(value.fixed(decimals)) \(unit)"))
    }
    for kept in seam.kept {
      add("kept \(kept.part.rawValue), lag", kept.lag, "ms", decimals: 2)
      add("kept \(kept.part.rawValue), difference", kept.residual, "dB", decimals: 1)
    }
    for place in seam.seams {
      let at = "at \(place.time.clock(decimals: 2))"
      add("loudness \(at)", place.loudnessStep, "LU", decimals: 1)
      add("beat \(at)", place.beatPhaseError, "ms", decimals: 0)
      add("tempo \(at)", place.tempoRatio, "of before", decimals: 3)
      add("change of sound \(at)", place.spectralJump, "of the song's 95th percentile", decimals: 2)
    }
    add("new part", seam.newPart.duration, "s", decimals: 1)
    return measures
  }
}

extension RunView.Ancestor {
  fileprivate init(_ lineage: Lineage, kept: Set<String>, pages: [SongIdentity: String]) {
    let song = lineage.song
    let children = lineage.children.map {
      RunView.Ancestor($0, kept: kept, pages: pages)
    }
    self.init(
      title: song.title ?? song.id, origin: LineageText.origin(of: song),
      page: pages[song.identity],
      isKept: kept.contains(song.id) || children.contains(where: \.isKept), children: children)
  }
}
