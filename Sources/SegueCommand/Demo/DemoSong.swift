import RiffusionAPI

/// The song that the demonstration orders.
enum DemoSong {
  /// Its title.
  static let title = "Paper Lanterns"

  /// Its styles.
  static let tag = "pop, piano, female vocals"

  /// What is sung in it.
  static let lyrics = """
    [Verse]
    We strung the paper lanterns down the quay
    And every flame was leaning out to sea
    You said the night would keep what we had made
    I kept the match, the music and the shade

    [Chorus]
    Let them burn, let them burn low
    Light the way for the late boats below
    Let them burn, let them burn slow
    I'll be here when the morning lets you go

    [Verse 2]
    The harbour bell is counting us to sleep
    The tide has more of yesterday to keep
    I fold the names we wrote along the rail
    And give them, one by one, a paper sail

    [Chorus]
    Let them burn, let them burn low
    Light the way for the late boats below
    Let them burn, let them burn slow
    I'll be here when the morning lets you go

    [Outro]
    """

  /// What the parts sing that go on from it, one a round.
  static let parts = [
    """
    [Bridge]
    And if the wind should take the final one
    I'll know the way by what the dark has done

    [Chorus]
    Let them burn, let them burn low
    Light the way for the late boats below
    Let them burn, let them burn slow
    I'll be here when the morning lets you go
    """,
    """
    [Chorus]
    Let them burn, let them burn low
    Light the way for the late boats below

    [Outro]
    """,
  ]
}
