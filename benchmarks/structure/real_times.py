#!/usr/bin/env python3
"""Real songs with the times of their words as a provider might tell them: late or early as a
whole, and moved down to a grid: real_times.py JAMENDO CORPUS OUT

  benchmarks/structure/real_times.py JAMENDO CORPUS OUT --late -0.5 --grid 0.64
  benchmarks/structure/evaluate.py OUT --lyrics --words

JAMENDO is a git directory of f90/jamendolyrics, whose words people timed; CORPUS has some of its
songs as JAM_NAME, with lyrics and sections. OUT has those songs, linked, with NAME.words.json.
"""

import argparse
import csv
import io
import json
import os
import re
import subprocess

from corpus import read_corpus


def show(repository, path):
    """A text file of the repository, as it was last."""
    command = ["git", "-C", repository, "show", f"HEAD:{path}"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8-sig")


def timed_words(repository, stem):
    """The words of a song with their starts and ends, in seconds."""
    texts = show(repository, f"lyrics/{stem}.words.txt").split("\n")
    rows = list(csv.reader(io.StringIO(show(repository, f"annotations/words/{stem}.csv"))))[1:]
    texts = [text.strip() for text in texts if text.strip()]
    if len(texts) != len(rows):
        raise SystemExit(f"{stem}: {len(texts)} words and {len(rows)} times")
    return [(text, float(start), float(end)) for text, (start, end, *_) in zip(texts, rows)]


def with_markers(lyrics, words):
    """The words with a marker at the time of the first one below it."""
    words, marker = iter(words), None
    for line in filter(None, lyrics.splitlines()):
        if line.startswith("["):
            marker = line
            continue
        for _ in line.split():
            text, start, end = next(words)
            if marker:
                yield marker, start, start
                marker = None
            yield text, start, end


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("jamendo", metavar="JAMENDO")
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--late", type=float, default=0, help="added to all times, in seconds")
    parser.add_argument("--grid", type=float, default=0, help="its step, in seconds; 0 for none")
    options = parser.parse_args()

    def told(time):
        time += options.late
        return max(0, time // options.grid * options.grid if options.grid else time)

    command = ["git", "-C", options.jamendo, "ls-tree", "-z", "--name-only", "HEAD", "mp3/"]
    files = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    stems = [os.path.splitext(os.path.basename(file))[0] for file in files if file]
    stems = {"JAM_" + re.sub(r"[^A-Za-z0-9]+", "_", stem): stem for stem in stems}
    os.makedirs(options.out, exist_ok=True)
    songs = [song for song in read_corpus(options.corpus) if song.name in stems]
    with open(os.path.join(options.out, "manifest.csv"), "w", encoding="utf-8") as file:
        rows = [("set", "name", "has_functions", "has_beats")]
        csv.writer(file).writerows(rows + [("real", song.name, 0, 0) for song in songs])
    for song in songs:
        base = os.path.splitext(os.path.abspath(song.audio))[0]
        for end in (".mp3", ".lab", ".lyrics.txt"):
            link = os.path.join(options.out, song.name + end)
            if not os.path.lexists(link):
                os.symlink(base + end, link)
        with open(base + ".lyrics.txt", encoding="utf-8") as file:
            words = with_markers(file.read(), timed_words(options.jamendo, stems[song.name]))
            words = [{"text": t, "start": told(s), "end": told(e)} for t, s, e in words]
        with open(os.path.join(options.out, song.name + ".words.json"), "w") as file:
            json.dump({"words": words}, file)
        print(song.name, len(words), "words and markers")


if __name__ == "__main__":
    main()
