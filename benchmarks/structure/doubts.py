#!/usr/bin/env python3
"""Whether segue doubts lyrics and word times that it should doubt: doubts.py CORPUS

  swift build -c release --product segue
  benchmarks/structure/doubts.py CORPUS

Every song with lyrics is analysed with its own and with those of the seventh song after it; every
song with word times as well with its own and with the same 4 s late. Said: the mean of
`lyrics.confidence`; asked: the share of songs where segue asks whether the lyrics are of this song;
aside: the share of songs whose word times it leaves aside. Of its own it should doubt none, of the
others all.
"""

import argparse
import json
import os
import tempfile

from corpus import read_corpus
from segue import SEGUE, analyze

# Which song's lyrics are the wrong ones, counted on from each: in order, and not its neighbour, as
# songs of one album or one year may stand together.
STRANGER = 7
# How late the wrong times are, in seconds: two bars at 120 a minute.
LATE = 4.0


def lyrics_report(segue, song, lyrics, words=None):
    """What segue says of lyrics, or None where it has no analysis."""
    lines = analyze(segue, [song.audio], lyrics, words, notices=False)
    return json.loads(lines[0]).get("lyrics") if lines else None


def is_asked(report):
    """Whether a report asks if the lyrics are those of the song."""
    return not report["aligned"] or any(
        "are they those of this song" in n for n in report["notices"]
    )


def late(path, folder):
    """A copy of a word-times file in a folder, every time later."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    for word in document["words"]:
        word["start"] += LATE
        word["end"] += LATE
    copy = os.path.join(folder, "late.json")
    with open(copy, "w", encoding="utf-8") as file:
        json.dump(document, file)
    return copy


def print_row(name, reports, *measures):
    """One line: how many reports there are, and the mean of each measure over them."""
    found = [r for r in reports if r]
    if found:
        means = [sum(map(measure, found)) / len(found) for measure in measures]
        print(f"{name:24} {len(found):>3}" + "".join(f"{mean:>7.2f}" for mean in means))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("--segue", default=SEGUE, help="the program to run")
    options = parser.parse_args()

    # Lyrics of another set would be told by their language or their length alone.
    sets = {}
    for song in read_corpus(options.corpus):
        if song.lyrics:
            sets.setdefault(song.group, []).append(song)
    said, aside = (lambda r: r["confidence"]), (lambda r: r["word_times"] == "distrusted")
    for group, songs in sets.items():
        print(f"\n{group:24} {'n':>3}{'said':>7}{'asked':>7}")
        own = [lyrics_report(options.segue, song, song.lyrics) for song in songs]
        print_row("own lyrics", own, said, is_asked)
        if len(songs) > STRANGER:
            strangers = [songs[(i + STRANGER) % len(songs)].lyrics for i in range(len(songs))]
            other = [lyrics_report(options.segue, s, text) for s, text in zip(songs, strangers)]
            print_row("lyrics of another song", other, said, is_asked)
        timed = [song for song in songs if song.words]
        if not timed:
            continue
        print(f"\n{group:24} {'n':>3}{'aside':>7}")
        own = [lyrics_report(options.segue, song, song.lyrics, song.words) for song in timed]
        print_row("own word times", own, aside)
        with tempfile.TemporaryDirectory() as folder:
            moved = [
                lyrics_report(options.segue, s, s.lyrics, late(s.words, folder)) for s in timed
            ]
        print_row(f"the same {LATE:g} s late", moved, aside)


if __name__ == "__main__":
    main()
