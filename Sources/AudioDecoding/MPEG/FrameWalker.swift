/// Walks along the frames of a file that is a plain chain of them, and names all that is no frame.
///
/// A frame is believed by its neighbours: one that goes on with the stream, by what stands right
/// behind it; the first one, and one of another stream, only as the first of three in a row. In
/// random bytes a chain of three comes by chance once in about 10¹⁵ bytes, a second frame that
/// fits the stream once in 10¹⁰, so that junk of any length can be searched for the next frame.
struct FrameWalker<Header: FrameHeader>: ~Copyable {
  /// What stands next in the file; ranges are offsets of bytes.
  enum Event {
    /// A whole frame.
    case frame(Header, Range<Int>)
    /// Bytes that are no frame and no tag, before another frame.
    case junk(Range<Int>)
    /// A tag whose size is not true, up to the next frame.
    case lyingTag(Range<Int>)
    /// A frame of which the end is missing; the last thing in the file.
    case cutFrame(Range<Int>)
    /// Bytes that are no frame and no tag, up to the end of the file.
    case trailing(Range<Int>, isZero: Bool)
    /// Nothing.
    case end
  }

  private var file: ByteReader
  private let start: Int
  private let end: Int
  private var position: Int
  private var last: Header?
  /// The latest search, so that no stretch is searched twice: from where, and what it found.
  private var search: (from: Int, found: Int)?

  /// A walk through a part of a file, which may claim to reach beyond the file's end.
  init(file: consuming ByteReader, range: Range<Int>) {
    end = min(range.upperBound, file.size)
    start = min(range.lowerBound, end)
    position = start
    self.file = file
  }

  /// Goes back to the beginning, as if nothing had been seen.
  mutating func startOver() {
    position = start
    last = nil
    search = nil
  }

  /// Lends the bytes of a frame.
  mutating func withBytes<Result>(
    of range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(AudioFileError) -> Result
  ) throws(AudioFileError) -> Result {
    try file.withBytes(at: range.lowerBound, count: range.count, body)
  }

  /// Steps over whatever stands next, tags left out.
  mutating func next() throws(AudioFileError) -> Event {
    while position < end {
      if let header = try header(at: position), let length = header.frameLength {
        let range = position..<position + length
        if let last, header.continues(last) {
          // A damaged header may claim a frame that swallows true ones, or the end of the file.
          if try !isFollowed(range, by: header) {
            let limit = min(range.upperBound, end)
            if let found = try firstFrame(in: position + 1..<limit) { return junk(upTo: found) }
            if range.upperBound > end { return rest { .cutFrame($0) } }
          }
          return accept(header, range)
        }
        if try isChain(at: position) { return accept(header, range) }
      }
      if let length = try tagLength(at: position) {
        if let event = try stepOverTag(of: length) { return event }
        continue
      }
      if let found = try firstFrame(from: position + 1) { return junk(upTo: found) }
      if try isBeginningOfHeader(position..<end) { return rest { .cutFrame($0) } }
      let isZero = try isZero(position..<end)
      return rest { .trailing($0, isZero: isZero) }
    }
    return .end
  }

  private mutating func accept(_ header: Header, _ range: Range<Int>) -> Event {
    last = header
    search = nil
    position = range.upperBound
    return .frame(header, range)
  }

  private mutating func junk(upTo found: Int) -> Event {
    defer { position = found }
    return .junk(position..<found)
  }

  private mutating func rest(_ event: (Range<Int>) -> Event) -> Event {
    defer { position = end }
    return event(position..<end)
  }

  /// Steps over the tag that is here; an event only where its size is not to be believed.
  private mutating func stepOverTag(of length: Int) throws(AudioFileError) -> Event? {
    let claimed = position + length
    var isTrue = claimed == end
    if claimed < end {
      isTrue = try tagLength(at: claimed) != nil
      if !isTrue { isTrue = try isChain(at: claimed) }
    }
    if !isTrue {
      if let found = try firstFrame(from: position + 1), found < claimed {
        defer { position = found }
        return .lyingTag(position..<found)
      }
      if claimed > end { return rest { .lyingTag($0) } }
    }
    position = claimed
    return nil
  }

  /// The header at an offset; the length of a frame that does not tell it is measured.
  private mutating func header(at offset: Int) throws(AudioFileError) -> Header? {
    guard offset + Header.byteCount <= end else { return nil }
    let header = try file.withBytes(at: offset, count: Header.byteCount) {
      bytes throws(AudioFileError) in Header(bytes)
    }
    guard let header, header.frameLength == nil else { return header }
    let rest = try file.bytes(at: offset, count: min(Header.longestFrame, end - offset))
    return rest.withUnsafeBytes { bytes in
      var distance = Header.shortestFrame
      while distance + Header.byteCount <= bytes.count {
        if let next = Header(UnsafeRawBufferPointer(rebasing: bytes[distance...])),
          next.frameLength == nil, next.continues(header)
        {
          return header.withLength(distance: distance)
        }
        distance += 1
      }
      // The last frame of its kind: as long as the one before, if there was one.
      return last.flatMap { $0.continues(header) ? header.withLength(like: $0) : nil }
    }
  }

  /// Whether a frame that goes on with the stream, a tag or the end stands right behind a frame.
  private mutating func isFollowed(
    _ range: Range<Int>, by header: Header
  ) throws(AudioFileError) -> Bool {
    if range.upperBound == end { return true }
    guard range.upperBound < end else { return false }
    if let next = try self.header(at: range.upperBound), next.continues(header) { return true }
    return try tagLength(at: range.upperBound) != nil
  }

  /// Whether three frames of one stream stand in a row here, or fewer up to the end or a tag.
  private mutating func isChain(at offset: Int) throws(AudioFileError) -> Bool {
    var place = offset
    var first: Header?
    for count in 0..<3 {
      if count > 0 {
        if place == end { return true }
        if try tagLength(at: place) != nil { return true }
      }
      guard let header = try header(at: place), let length = header.frameLength,
        first.map({ header.continues($0) }) ?? true
      else { return false }
      first = first ?? header
      place += length
      // The frame where the file was cut is one of the row, unless it is the first.
      if place > end { return count > 0 }
    }
    return true
  }

  /// The first frame from an offset on, to the end.
  private mutating func firstFrame(from start: Int) throws(AudioFileError) -> Int? {
    if let search, search.from <= start, start <= search.found {
      return search.found < end ? search.found : nil
    }
    let found = try firstFrame(in: start..<max(start, end))
    search = (start, found ?? end)
    return found
  }

  /// The first offset of a range where a frame begins, judged by its neighbours.
  private mutating func firstFrame(in range: Range<Int>) throws(AudioFileError) -> Int? {
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(ByteReader.capacity / 4, range.upperBound + Header.byteCount - start)
      let candidate: Int? = try file.withBytes(at: start, count: count) {
        bytes throws(AudioFileError) in
        var index = 0
        while index + Header.byteCount <= bytes.count {
          if bytes[index] == 0xFF, Header(UnsafeRawBufferPointer(rebasing: bytes[index...])) != nil
          {
            return start + index
          }
          index += 1
        }
        return nil
      }
      guard let candidate else {
        start += max(1, count - Header.byteCount + 1)
        continue
      }
      guard candidate < range.upperBound else { return nil }
      if let header = try header(at: candidate), let length = header.frameLength {
        if let last, header.continues(last) {
          if try isFollowed(candidate..<candidate + length, by: header) { return candidate }
        } else if try isChain(at: candidate) {
          return candidate
        }
      }
      start = candidate + 1
    }
    return nil
  }

  private mutating func tagLength(at offset: Int) throws(AudioFileError) -> Int? {
    try file.withBytes(at: offset, count: min(MetadataTag.byteCount, end - offset)) {
      bytes throws(AudioFileError) in MetadataTag.length(bytes)
    }
  }

  /// Whether too few bytes for a header are left, and begin as one: all have eleven ones in common.
  private mutating func isBeginningOfHeader(_ range: Range<Int>) throws(AudioFileError) -> Bool {
    guard range.count < Header.byteCount else { return false }
    return try file.withBytes(at: range.lowerBound, count: range.count) {
      bytes throws(AudioFileError) in
      bytes[0] == 0xFF && (bytes.count == 1 || bytes[1] & 0xE0 == 0xE0)
    }
  }

  private mutating func isZero(_ range: Range<Int>) throws(AudioFileError) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(ByteReader.capacity, range.upperBound - start)
      let isZero = try file.withBytes(at: start, count: count) {
        bytes throws(AudioFileError) in bytes.allSatisfy { $0 == 0 }
      }
      if !isZero { return false }
      start += count
    }
    return true
  }
}
