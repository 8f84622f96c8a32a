#!/usr/bin/env python3
"""How well `segue analyze` hears the structure of annotated songs: evaluate.py CORPUS [CORPUS ...]

  swift build -c release --product segue
  benchmarks/structure/evaluate.py samples/songs
  benchmarks/structure/evaluate.py CORPUS --lyrics --words --save with-words.jsonl
  benchmarks/structure/evaluate.py CORPUS --results with-words.jsonl --by-song
  benchmarks/structure/evaluate.py samples/songs --self-check

corpus.py says what a corpus looks like, scoring.py what the columns are. Below the table: how the
confidence of the `last-chorus` suggestions, and that of the starts of sections, compares with the
share of them that are right within 0.5 s, of all and for each third or fifth, the least confident
first. --self-check scores the annotations against themselves: every figure must be 1.
"""

import argparse
import sys

from corpus import read_corpus
from segue import SEGUE, analyze, by_name

try:
    import numpy as np
    from scoring import MEASURES, said_boundaries, said_last_chorus, score
except ModuleNotFoundError as error:
    raise SystemExit(f"evaluate.py needs {error.name}: pip install mir_eval numpy")


def analyses(segue, songs, lyrics, words):
    """The lines that segue prints for the songs; with lyrics or words one process a song, as they
    belong to one.
    """
    if not lyrics and not words:
        yield from analyze(segue, [song.audio for song in songs])
        return
    for song in songs:
        yield from analyze(
            segue, [song.audio], lyrics=lyrics and song.lyrics, words=words and song.words
        )


def perfect(song):
    """The analysis that an annotation would be."""
    function_at = lambda time: next(s.label for s in song.functions if s.start <= time < s.end)
    sections = [
        {
            "start_s": s.start,
            "end_s": s.end,
            "group": s.label,
            "label": function_at((s.start + s.end) / 2) if song.functions else s.label,
        }
        for s in song.sections
    ]
    analysis = {"sections": sections}
    choruses = [s.end for s in song.functions or [] if s.label == "chorus"]
    if choruses:
        analysis["suggestions"] = {
            "extend": [{"anchor": "last-chorus", "crop_end_at": choruses[-1], "confidence": 1.0}]
        }
    if song.beats:
        analysis["rhythm"] = {
            "beats_s": [time for time, _ in song.beats],
            "downbeats_s": [time for time, first in song.beats if first],
        }
    return analysis


def print_table(scores):
    """One line a group with the means over the songs that have the measure; `scores` are pairs of a
    group and a song's measures.
    """
    groups = list(dict.fromkeys(group for group, _ in scores))
    columns = [m for m in MEASURES if any(m in s for _, s in scores)]
    print_row("set", "n", columns)
    for group in groups:
        rows = [s for g, s in scores if g == group]
        values = [[row[m] for row in rows if m in row] for m in columns]
        print_row(group, len(rows), [f"{np.mean(v):.3f}" if v else "-" for v in values])


def print_row(name, count, cells):
    """One line of the table."""
    print(f"{name:24.24} {count:>3}" + "".join(f"{cell:>7}" for cell in cells))


def print_calibration(what, pairs, parts):
    """Mean confidence against the share that is right, of all and, where that leaves three to each,
    of so many parts, the least confident first; `pairs` are confidences and whether each is right.
    """
    if not pairs:
        return
    pairs = np.array(sorted(pairs, key=lambda pair: pair[0]), dtype=float)
    print()
    print_row(what, "n", ["said", "right"])
    groups = np.array_split(pairs, parts) if len(pairs) >= 3 * parts else []
    for name, group in [("all", pairs), *((f"{i} of {parts}", g) for i, g in enumerate(groups, 1))]:
        print_row(name, len(group), [f"{mean:.3f}" for mean in group.mean(axis=0)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--segue", default=SEGUE, help="the program to run")
    parser.add_argument(
        "--lyrics", action="store_true", help="analyse with each song's NAME.lyrics.txt"
    )
    parser.add_argument(
        "--words", action="store_true", help="analyse with each song's NAME.words.json"
    )
    parser.add_argument("--results", help="score these JSON Lines instead of running segue")
    parser.add_argument("--save", help="keep the JSON Lines of the run here")
    parser.add_argument("--by-song", action="store_true", help="a line for each song first")
    parser.add_argument(
        "--self-check", action="store_true", help="score the annotations themselves"
    )
    options = parser.parse_args()

    songs = [song for folder in options.corpora for song in read_corpus(folder)]
    if options.self_check:
        results = {song.name: perfect(song) for song in songs}
    elif options.results:
        results = by_name(open(options.results, encoding="utf-8"))
    else:
        lines = list(analyses(options.segue, songs, options.lyrics, options.words))
        if options.save:
            with open(options.save, "w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in lines)
        results = by_name(lines)

    missing = [song.name for song in songs if song.name not in results]
    if missing:
        print(
            f"no analysis of {len(missing)} of {len(songs)} songs: {' '.join(missing)}",
            file=sys.stderr,
        )
    songs = [song for song in songs if song.name in results]
    if not songs:
        raise SystemExit("nothing to score")
    scores = [(song.group, score(song, results[song.name])) for song in songs]
    if options.by_song:
        for song, (_, s) in zip(songs, scores):
            print(f"{song.name:32.32}" + "".join(f" {m} {s[m]:.2f}" for m in MEASURES if m in s))
        print()
    print_table(scores)
    if options.self_check:
        wrong = [
            f"{song.name}: {m} {s[m]}"
            for song, (_, s) in zip(songs, scores)
            for m in MEASURES
            if m in s and s[m] < 1 - 1e-9
        ]
        raise SystemExit("\n".join(wrong) if wrong else 0)
    last = [said_last_chorus(song, results[song.name]) for song in songs]
    print_calibration("last chorus", [pair for pair in last if pair], 3)
    boundaries = [pair for song in songs for pair in said_boundaries(song, results[song.name])]
    print_calibration("boundaries", boundaries, 5)


if __name__ == "__main__":
    main()
