#!/usr/bin/env python3
"""How far segue and another program agree on beats and bars: beats.py FOLDER

  pip install mir_eval numpy
  DBNDownBeatTracker batch -s .beats FOLDER/*.mp3    # of madmom, or any other
  benchmarks/structure/beats.py FOLDER --by-song

Every song of the folder that has NAME.beats beside it, lines of a time in seconds and a place in the
bar, 1 for a downbeat. Nobody annotated these songs, so a beat that the two find in different ways is
likely there, and where they differ either may be right. tempo: the share of songs whose tempo is the
same within 4 %, twice, half; beat, down: F of beats and downbeats within 70 ms; same: of the songs
of the same tempo.
"""

import argparse
import os

from corpus import read_beats
from segue import SEGUE, analyze, by_name

try:
    import mir_eval
    import numpy as np
except ModuleNotFoundError as error:
    raise SystemExit(f"beats.py needs {error.name}: pip install mir_eval numpy")

SOUNDS = {".mp3", ".m4a", ".opus", ".ogg", ".flac", ".wav"}
# With fewer beats there is nothing to agree on.
LEAST = 30


def tempo(beats):
    """Beats per minute, by the median distance of two."""
    return 60 / float(np.median(np.diff(beats)))


def compared(beats, rhythm):
    """The ratio of segue's tempo to the other's, and F of beats and of downbeats."""
    times = np.array([time for time, _ in beats])
    downbeats = np.array([time for time, first in beats if first])
    found = np.array(rhythm["beats_s"])
    if not len(found):
        return 0.0, 0.0, 0.0
    f = mir_eval.beat.f_measure
    found_downbeats = np.array(rhythm["downbeats_s"])
    return tempo(found) / tempo(times), f(times, found), f(downbeats, found_downbeats)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--segue", default=SEGUE, help="the program to run")
    parser.add_argument("--by-song", action="store_true", help="a line for each song first")
    options = parser.parse_args()

    peers, files = {}, []
    for file in sorted(os.listdir(options.folder)):
        name, kind = os.path.splitext(file)
        path = os.path.join(options.folder, name + ".beats")
        if kind in SOUNDS and os.path.exists(path):
            beats = read_beats(path)
            if len(beats) >= LEAST:
                peers[name] = beats
                files.append(os.path.join(options.folder, file))
    if not peers:
        raise SystemExit(f"{options.folder}: no songs with NAME.beats of {LEAST} beats or more")
    analyses = by_name(analyze(options.segue, files))
    names = [name for name in peers if name in analyses]
    rows = np.array([compared(peers[name], analyses[name]["rhythm"]) for name in names])
    if options.by_song:
        for name, (ratio, beat, down) in zip(names, rows):
            print(f"{name:40.40} tempo {ratio:.2f} beat {beat:.2f} down {down:.2f}")
        print()
    ratios = rows[:, 0]
    shares = [np.mean(np.abs(ratios / times - 1) < 0.04) for times in (1, 2, 0.5)]
    same = rows[np.abs(ratios - 1) < 0.04]
    print(f"{'':8} {'n':>3}  tempo  twice   half   beat   down")
    values = [*shares, *rows[:, 1:].mean(axis=0)]
    print(f"{'all':8} {len(rows):>3}" + "".join(f"{value:>7.3f}" for value in values))
    if len(same):
        values = same[:, 1:].mean(axis=0)
        cells = " " * 21 + "".join(f"{value:>7.3f}" for value in values)
        print(f"{'same':8} {len(same):>3}{cells}")


if __name__ == "__main__":
    main()
