#!/usr/bin/env python3
"""How well `segue analyze` hears the structure of annotated songs: evaluate.py CORPUS [CORPUS ...]

  swift build -c release --product segue
  benchmarks/structure/evaluate.py samples/songs
  benchmarks/structure/evaluate.py CORPUS --lyrics --words --save with-words.jsonl
  benchmarks/structure/evaluate.py CORPUS --results with-words.jsonl --by-song
  benchmarks/structure/evaluate.py samples/songs --self-check

corpus.py says what a corpus looks like, scoring.py what the columns are. Below the table: how the confidence of the `last-chorus`
suggestions compares with the share of them that are right within 0.5 s, overall and for each third of the songs, the least
confident first. --self-check scores the annotations against themselves: every figure must be 1.
"""
import argparse
import json
import os
import subprocess
import sys

from corpus import read_corpus

try:
    import numpy as np
    from scoring import LAST_CHORUS_WINDOWS, MEASURES, last_chorus, last_chorus_miss, score
except ModuleNotFoundError as error:
    raise SystemExit(f"evaluate.py needs {error.name}: pip install mir_eval numpy")

SEGUE = os.path.join(os.path.dirname(__file__), "..", "..", ".build", "release", "segue")


def analyses(segue, songs, lyrics, words):
    """The lines that segue prints for the songs; with lyrics or words one process a song, as they belong to one."""
    if not lyrics and not words:
        yield from run([segue, "analyze", *(song.audio for song in songs)])
        return
    for song in songs:
        command = [segue, "analyze", song.audio]
        if lyrics and song.lyrics:
            command += ["--lyrics", song.lyrics]
        if words and song.words:
            command += ["--words", song.words]
        yield from run(command)


def run(command):
    """The lines that one command prints; what it could not analyse it says itself."""
    try:
        done = subprocess.run([*command, "--format", "jsonl", "--quiet"], stdout=subprocess.PIPE, text=True)
    except OSError as error:
        raise SystemExit(f"{command[0]}: {error.strerror}; build it first, or say --segue PATH")
    if done.returncode == 64:  # EX_USAGE: no song would fare better
        raise SystemExit(f"{command[0]} does not know one of these options: {' '.join(command[3:])}")
    return done.stdout.splitlines()


def by_name(lines):
    """Analyses by the name of their song; lines that say why a song failed are left out."""
    rows = [json.loads(line) for line in lines if line.strip()]
    return {os.path.splitext(os.path.basename(r["source"]["path"]))[0]: r for r in rows if "sections" in r}


def perfect(song):
    """The analysis that an annotation would be."""
    function_at = lambda time: next(s.label for s in song.functions if s.start <= time < s.end)
    sections = [
        {"start_s": s.start, "end_s": s.end, "group": s.label,
         "label": function_at((s.start + s.end) / 2) if song.functions else s.label} for s in song.sections]
    analysis = {"sections": sections}
    choruses = [s.end for s in song.functions or [] if s.label == "chorus"]
    if choruses:
        analysis["suggestions"] = {"extend": [{"anchor": "last-chorus", "crop_end_at": choruses[-1], "confidence": 1.0}]}
    if song.beats:
        analysis["rhythm"] = {
            "beats_s": [time for time, _ in song.beats], "downbeats_s": [time for time, first in song.beats if first]}
    return analysis


def print_table(scores):
    """One line a group with the means over the songs that have the measure; `scores` are pairs of a group and a song's measures."""
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


def print_calibration(pairs):
    """Mean confidence against the share of last choruses that end where they are said to."""
    said = np.array([c["confidence"] for _, c in pairs])
    window = LAST_CHORUS_WINDOWS["LC.5"]
    right = np.array([abs(miss) <= window for miss, _ in pairs], dtype=float)
    order = np.argsort(said, kind="stable")
    print(f"\n{'last chorus':24} {'n':>3}{'said':>7}{'right':>7}")
    parts = [("all", order)] + ([(f"third {i}", part) for i, part in enumerate(np.array_split(order, 3), 1)] if len(order) >= 9 else [])
    for name, part in parts:
        print_row(name, len(part), [f"{said[part].mean():.3f}", f"{right[part].mean():.3f}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--segue", default=SEGUE, help="the program to run")
    parser.add_argument("--lyrics", action="store_true", help="analyse with each song's NAME.lyrics.txt")
    parser.add_argument("--words", action="store_true", help="analyse with each song's NAME.words.json")
    parser.add_argument("--results", help="score these JSON Lines instead of running segue")
    parser.add_argument("--save", help="keep the JSON Lines of the run here")
    parser.add_argument("--by-song", action="store_true", help="a line for each song first")
    parser.add_argument("--self-check", action="store_true", help="score the annotations themselves")
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
        print(f"no analysis of {len(missing)} of {len(songs)} songs: {' '.join(missing)}", file=sys.stderr)
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
        wrong = [f"{song.name}: {m} {s[m]}" for song, (_, s) in zip(songs, scores) for m in MEASURES if m in s and s[m] < 1 - 1e-9]
        raise SystemExit("\n".join(wrong) if wrong else 0)
    misses = [(last_chorus_miss(song, results[song.name]), song) for song in songs]
    pairs = [(miss, last_chorus(results[song.name])) for miss, song in misses if miss is not None]
    pairs = [(miss, suggestion) for miss, suggestion in pairs if suggestion]
    if pairs:
        print_calibration(pairs)


if __name__ == "__main__":
    main()
