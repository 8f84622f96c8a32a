#!/usr/bin/env python3
"""A corpus whose word times are those of lines alone, as LRC files have them: line_times.py CORPUS OUT

  benchmarks/structure/line_times.py CORPUS OUT
  benchmarks/structure/evaluate.py OUT --lyrics --words

Each file of words in OUT has a stamp where a line starts, and neither markers nor ends; the rest of
the corpus is linked.
"""

import argparse
import json
import os

from corpus import read_corpus


def stamped_lines(lyrics, words):
    """The sung lines of the lyrics with the time of their first word: the words of the list are
    those of the lyrics, in order.
    """
    sung = iter(word for word in words if "[" not in word["text"] and "]" not in word["text"])
    for line in lyrics.splitlines():
        if not line.strip() or line.startswith("["):
            continue
        first = [next(sung) for _ in line.split()][0]
        minutes, seconds = divmod(first["start"], 60)
        yield f"[{minutes:02.0f}:{seconds:05.2f}]{line}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("out", metavar="OUT")
    options = parser.parse_args()

    os.makedirs(options.out, exist_ok=True)
    songs = [song for song in read_corpus(options.corpus) if song.lyrics and song.words]
    own = {os.path.basename(song.words) for song in songs}
    for name in os.listdir(options.corpus):
        link = os.path.join(options.out, name)
        if name not in own and not os.path.lexists(link):
            os.symlink(os.path.abspath(os.path.join(options.corpus, name)), link)
    for song in songs:
        with open(song.lyrics, encoding="utf-8") as lyrics, open(song.words) as words:
            lines = list(stamped_lines(lyrics.read(), json.load(words)["words"]))
        with open(os.path.join(options.out, os.path.basename(song.words)), "w") as out:
            out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
