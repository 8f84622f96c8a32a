import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// Options of every command that orders songs.
struct OrderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The words of the new part; - is standard input.", valueName: "file"),
    transform: textPath)
  var lyrics: String?

  @OptionGroup var details: SongDetails

  @OptionGroup(title: "Strengths")
  var strengths: StrengthOptions

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "A field that the provider knows and segue does not; morph.NAME goes into that object.",
      valueName: "name=json"),
    transform: ExtraField.init)
  var fields: [ExtraField] = []

  @Flag(help: "Order, print the job's handle, and do not wait.")
  var noWait = false

  @Flag(help: "Print the request that would be sent, and send nothing.")
  var dryRun = false

  @OptionGroup(title: "Delivery")
  var delivery: DeliveryOptions

  @OptionGroup(title: "Provider")
  var provider: ProviderOptions

  /// A field of the request as a user writes it: `seed=7`.
  struct ExtraField {
    /// Its name on the wire.
    let name: String
    /// Its value.
    let value: JSONValue

    /// Reads a field.
    ///
    /// - Throws: A usage error that shows how to write one.
    init(_ text: String) throws {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let value = try? JSONValue(Data(parts[1].utf8))
      else {
        throw ValidationError(
          "\(text) is no field; write seed=7, or a text as JSON has it: 'mood=\"calm\"'.")
      }
      name = String(parts[0])
      self.value = value
    }
  }

  /// A plan of some work, as far as these options tell it, without its words.
  func plan(_ work: RunPlan.Work) -> RunPlan {
    var plan = RunPlan(work, template: details.request, folder: delivery.folder.path)
    plan.template.extraFields = Dictionary(fields.map { ($0.name, $0.value) }) { _, last in last }
    plan.model = details.model
    plan.strengths = strengths.choice
    return plan
  }

  /// The words of the new part; `nil` where none are given.
  ///
  /// - Throws: `SongRunError` for a lyrics file that cannot be read, or has several parts.
  func words() throws(SongRunError) -> GenerateRequest.Words? {
    guard let lyrics else { return nil }
    return .lyrics(try LyricsFile.words(at: lyrics))
  }
}
