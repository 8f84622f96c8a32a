/// The bodies of the providers' documents.
enum Examples {
  /// The lyrics of all examples of openai-hk, as JSON text.
  static let lyrics =
    #"[Verse]\n嗒嗒时钟轻敲着鼓点\n幼儿园里梦幻的画面\n\n[Verse 2]\n滑滑梯像巨龙的脊背\n哧溜一下欢笑飞\n\n"#
    + #"[Chorus]\n画笔下涂满了童话\n彩色世界我的表达"#

  /// Professional mode.
  static let generate = #"""
    {"model": "FUZZ-1.0", "lyrics": "\#(lyrics)", "tag": "流行,粤语", "title": "童年"}
    """#

  /// Inspiration mode.
  static let topic = #"{"model":"FUZZ-1.0","topic":"a song about rain","instrumental":false}"#

  /// An upload in dialect A.
  static let upload =
    #"{"url": "http://cdn.example.com/ai/2024-06-18/d416d9c3c34eb22c7d8c094831d8dbd0.mp3"}"#

  /// A transform in dialect A, with the member that names its source, such as `"riff_id": "..."`,
  /// and more members of `morph`, each with a comma after it.
  static func morph(
    _ transform: String, _ source: String, _ more: String = "", lyrics: String = lyrics
  ) -> String {
    #"""
    {
    "model": "FUZZ-1.1 Pro",
    "lyrics": "\#(lyrics)",
    "tag": "流行,粤语",
    "title": "童年(\#(transform))",
    "morph": {
    \#(source),
    "transform": "\#(transform)",
    "normalized_lyrics_strength": 0.5,
    "normalized_sound_prompt_strength": 0.7,
    "normalized_weirdness": 0.5,
    "normalized_cover_strength": 0.28,
    "normalized_variation_strength": null,
    \#(more)
    "duration": 0
    }
    }
    """#
  }

  /// The documents' example of dialect B.
  static let description = #"{"mv":"FUZZ-1.1 Pro","prompt": "r&b pop song","custom_mode":false}"#

  /// A task of dialect B on a clip.
  static func task(_ type: String, clip: String, _ more: String = "") -> String {
    #"""
    {"custom_mode":true,"lyrics":"[Verse]\nStars they shine above me","title":"Starts","sound":"pop",
     \#(more)"continue_clip_id":"\#(clip)","task_type":"\#(type)","mv":"FUZZ-1.1 Pro"}
    """#
  }

  /// A task of dialect D on a clip.
  static func producer(_ type: String, clip: String, _ more: String = "") -> String {
    #"""
    {"task_type":"\#(type)","mv":"FUZZ-2.0 Pro","lyrics":"[Verse]\nStars they shine above me",
     \#(more)"sound":"pop","clip_id":"\#(clip)"}
    """#
  }
}
