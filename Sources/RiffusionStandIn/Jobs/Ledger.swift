import Synchronization

/// Something that was paid for.
package struct Charge: Hashable, Sendable {
  /// What it was charged for.
  package let operation: PaidOperation
  /// The path of the request.
  package let path: String
  /// The body of the request, as it came.
  package let body: String
  /// The credits that it cost.
  package let credits: Int
  /// The id of the task, in the dialects that name one, and of the upload; `nil` for lyrics.
  package let jobID: String?
  /// The ids of the songs that it makes.
  package let songIDs: [String]
}

/// A request that came in, whatever became of it.
package struct ReceivedRequest: Hashable, Sendable {
  /// The method, such as `GET`.
  package let method: String
  /// The path, with its query.
  package let path: String
  /// Whether a key came with it, whatever its value, which is kept nowhere.
  package let hasKey: Bool
  /// The `Range` header.
  package let range: String?
}

/// What a stand-in has been asked and has charged, in order: the proof that nothing is paid twice.
package final class Ledger: Sendable {
  private struct Entries {
    var charges: [Charge] = []
    var requests: [ReceivedRequest] = []
    var credits: Int
  }

  private let entries: Mutex<Entries>

  /// An empty ledger with so many credits to spend.
  init(credits: Int) { entries = Mutex(Entries(credits: credits)) }

  /// All charges, one for each paid request that was taken, whether it was answered or not.
  package var charges: [Charge] { entries.withLock { $0.charges } }

  /// All requests, for audio too.
  package var requests: [ReceivedRequest] { entries.withLock { $0.requests } }

  /// The credits that are left.
  package var credits: Int { entries.withLock { $0.credits } }

  /// The paths of audio at which a key came along: it belongs to the API alone, so this should stay
  /// empty.
  package var keysSeenOnMedia: [String] {
    requests.filter { $0.hasKey && $0.path.hasPrefix(MediaRoutes.prefix) }.map(\.path)
  }

  /// The paths of early previews that were fetched, by a client that took an address for success.
  package var previewsFetched: [String] {
    requests.map(\.path).filter {
      $0.hasPrefix(MediaRoutes.prefix) && $0.hasSuffix(MediaRoutes.previewSuffix)
    }
  }

  /// Writes down a charge.
  ///
  /// - Throws: `Refusal` when there are too few credits; nothing is charged then.
  func charge(_ charge: Charge) throws(Refusal) {
    let isPaid = entries.withLock { entries in
      guard entries.credits >= charge.credits else { return false }
      entries.credits -= charge.credits
      entries.charges.append(charge)
      return true
    }
    guard isPaid else { throw .quota(status: 403) }
  }

  /// Writes down a request.
  func receive(_ request: ReceivedRequest) {
    entries.withLock { $0.requests.append(request) }
  }
}
