#!/usr/bin/env python3
"""Whether a cut just before a bar line keeps the click of the next bar: attacks.py FOLDER

  pip install numpy                                  # and ffmpeg
  benchmarks/structure/attacks.py FOLDER [--by-song]

Looks at every bar line that segue finds in the songs of the folder, but for two at either end, for
the clearest attack within 60 ms: where the power of the following 10 ms, high frequencies raised by
6 dB an octave, is most above that of the 20 ms before, by 6.5 dB at least. begins: by how much
attacks begin after the bar line, the median of a song's, in ms; within: the share that begins before
a cut that is so many ms before the bar line, the mean over songs of eight such attacks or more.
"""

import argparse
import os
import subprocess

from segue import SEGUE, analyze, by_name

try:
    import numpy as np
except ModuleNotFoundError as error:
    raise SystemExit(f"attacks.py needs {error.name}: pip install numpy")

SOUNDS = {".mp3", ".m4a", ".opus", ".ogg", ".flac", ".wav"}
RATE = 44_100
STEP = 44  # samples: 1 ms
REACH, BEFORE, AFTER = 60, 20, 10  # steps
CLEAR = 1.5  # nats
LEADS = (10, 12.5, 15, 17.5, 20, 25, 30, 40, 50)
LEAST = 8


def powers(path):
    """The power of the differences of samples, step by step: they raise what an attack begins with."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        path,
        "-ac",
        "1",
        "-ar",
        str(RATE),
        "-f",
        "f32le",
        "-",
    ]
    sound = np.frombuffer(
        subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout, np.float32
    )
    rises = np.diff(sound.astype(float), prepend=0)
    count = len(rises) // STEP
    return (rises[: count * STEP].reshape(count, STEP) ** 2).sum(1)


def attack(sums, line):
    """How long after a bar line the attack near it begins, in ms; None where none is clear."""
    middle = round(line * RATE / STEP)
    steps = np.arange(middle - REACH, middle + REACH)
    if steps[0] < BEFORE or steps[-1] + AFTER >= len(sums):
        return None
    after = (sums[steps + AFTER] - sums[steps]) / AFTER
    before = (sums[steps] - sums[steps - BEFORE]) / BEFORE
    rises = np.log(after + 1e-9) - np.log(before + 1e-9)
    best = int(np.argmax(rises))
    return 1000 * (steps[best] * STEP / RATE - line) if rises[best] > CLEAR else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--segue", default=SEGUE, help="the program to run")
    parser.add_argument("--by-song", action="store_true", help="a line for each song first")
    options = parser.parse_args()

    names = sorted(n for n in os.listdir(options.folder) if os.path.splitext(n)[1] in SOUNDS)
    files = [os.path.join(options.folder, name) for name in names]
    found = by_name(analyze(options.segue, files, notices=False))
    medians, shares = [], []
    for path in files:
        name = os.path.splitext(os.path.basename(path))[0]
        if name not in found:
            continue
        sums = np.concatenate([[0], np.cumsum(powers(path))])
        lines = found[name]["rhythm"]["downbeats_s"][2:-2]
        begins = np.array([a for a in (attack(sums, line) for line in lines) if a is not None])
        if len(begins) < LEAST:
            continue
        medians.append(np.median(begins))
        shares.append([np.mean(begins < -lead) for lead in LEADS])
        if options.by_song:
            print(f"{name:40.40} {len(begins):4} {medians[-1]:6.1f} {shares[-1][0]:5.2f}")
    if not medians:
        raise SystemExit(f"{options.folder}: no song has {LEAST} clear attacks at bar lines")
    print(f"songs {len(medians)}, begins {np.median(medians):.1f} ms")
    print("ms    ", " ".join(f"{lead:5}" for lead in LEADS))
    print("within", " ".join(f"{share:5.3f}" for share in np.mean(shares, axis=0)))


if __name__ == "__main__":
    main()
