package import RiffusionAPI

/// What was asked for by one command that pays: enough to go on after a crash.
package struct RunPlan: Codable, Hashable, Sendable {
  /// What kind of work it is.
  package enum Work: Codable, Hashable, Sendable {
    /// One order, as it stands in the template.
    case order
    /// Going on from a song, round after round.
    case extend(ExtendPlan)
    /// Making a part of a song anew.
    case inpaint(InpaintPlan)
    /// Taking in the audio at an address.
    case upload
    /// Writing lyrics from a description.
    case lyrics(about: String)
  }

  /// What kind of work it is.
  package var work: Work
  /// What the user said of the order: what is `nil` is taken from the source.
  package var template: GenerateRequest
  /// The model, where the user named one.
  package var model: Model?
  /// The strengths of the order that the user gave.
  package var strengths = StrengthChoice()
  /// The address to upload first.
  package var uploadURL: String?
  /// What is known of the song at that address, until the upload has an id.
  package var uploaded: LibrarySong?
  /// What the source sings, where the user said it.
  package var sourceLyrics: String?
  /// The folder for the songs.
  package var folder: String
  /// Whether a point or range of low confidence is taken all the same.
  package var isBold = false
  /// Whether a crop is sent in whole seconds.
  package var wholeSeconds = false

  /// A plan of some work.
  package init(_ work: Work, template: GenerateRequest, folder: String) {
    self.work = work
    self.template = template
    self.folder = folder
  }

  /// The plan with an upload before it, where there is an address.
  package func uploading(_ url: String?) -> RunPlan {
    var plan = self
    plan.uploadURL = url
    return plan
  }

  /// How many requests it pays for beside its orders.
  package var uploadCount: Int { uploadURL == nil ? 0 : 1 }

  /// Whether an order must start from a song.
  package var needsSource: Bool {
    switch work {
    case .order: template.morph != nil
    case .extend, .inpaint: true
    case .upload, .lyrics: false
    }
  }

  /// Whether an order names times in its source.
  var namesTimes: Bool {
    switch work {
    case .extend, .inpaint: true
    case .order, .upload, .lyrics: false
    }
  }

  /// The command that orders such work.
  package var name: String {
    switch work {
    case .order: template.morph?.transform.name ?? "generate"
    case .extend: "extend"
    case .inpaint: "inpaint"
    case .upload: "upload"
    case .lyrics: "lyrics"
    }
  }
}
