import SongRuns
import Testing

@Suite struct BatchShardTests {
  @Test(arguments: [1, 2, 3, 4, 7, 64])
  func everySongBelongsToExactlyOneShard(count: Int) {
    let shards = BatchShard.all(of: count)
    for number in 0..<500 {
      let input = BatchInput("songs/\(number).mp3")
      #expect(shards.count { $0.contains(input) } == 1)
    }
  }

  @Test func shardsAreOfMuchTheSameSize() {
    let songs = (0..<4000).map { BatchInput("songs/\($0).mp3") }
    for shard in BatchShard.all(of: 4) {
      // Four standard deviations of a binomial distribution around 1000.
      #expect(abs(songs.count(where: shard.contains) - 1000) < 110)
    }
  }

  /// `printf a.mp3 | sha256sum` begins with d5e42b11634fa8f6, which is 1 modulo 7.
  @Test func theSplitIsThatOfTheDigestOfTheInputAsWritten() {
    let input = BatchInput(text: "a.mp3", kind: .file, place: "elsewhere/a.mp3")
    #expect(BatchShard.all(of: 7)[1].contains(input))
  }

  @Test func aSlurmArrayCountsFromItsLowestTask() throws {
    let environment = [
      "SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "4",
      "SLURM_ARRAY_TASK_STEP": "1",
    ]
    let shard = try BatchShard("auto", environment: environment)
    #expect(shard == BatchShard.all(of: 4)[2])
    #expect(throws: SongRunError.self) {
      try BatchShard(
        "auto", environment: environment.merging(["SLURM_ARRAY_TASK_STEP": "2"]) { $1 })
    }
  }

  @Test func anIndexedJobTellsItsIndex() throws {
    let shard = try BatchShard("auto/8", environment: ["JOB_COMPLETION_INDEX": "7"])
    #expect(shard == BatchShard.all(of: 8)[7])
  }

  @Test(arguments: [
    "", "1", "4/4", "-1/4", "1/0", "a/4", "1/4/2", "auto", "auto/4", "auto/x", "1/", "/4",
  ])
  func whatIsNoShardIsRefused(text: String) {
    #expect {
      try BatchShard(text, environment: [:])
    } throws: {
      ($0 as? SongRunError)?.code == .badShard
    }
  }
}
