#!/usr/bin/env python3
"""What an analysis costs: CPU and memory of `segue analyze SONG --format json` as a whole process,
next to decoding the same file alone with libmpg123 (`mpg123 --test`, Debian's package mpg123); and
what spectra, rhythm and structure take of it: their share of the time in `--timings`, of the CPU
that an analysis takes beyond that of a start (`segue --version`), which no stage is part of.

  swift build -c release --product segue
  benchmarks/cost.py SONG.mp3 [SONG.mp3 ...] [--runs 9]

Runs are taken in turn, A B C A B C, after one that does not count; ratios are pair by pair, so that
a machine whose speed drifts does little harm. Prints medians, with the least and the greatest
ratio.
"""

import argparse
import json
import os
import statistics
import subprocess

SEGUE = os.path.join(os.path.dirname(__file__), "..", ".build", "release", "segue")


def run(command):
    """CPU seconds and peak memory in MiB of one process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def structure_share(song):
    """Which share of an analysis goes into spectra, rhythm and structure."""
    command = [SEGUE, "analyze", song, "--format", "json", "--timings"]
    timings = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["timings"]
    return timings["structure_s"] / timings["total_s"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("songs", nargs="+")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    print(
        f"{'song':32} {'segue s':>8} {'start s':>8} {'decode s':>8} {'ratio':>6} {'least':>6}"
        f" {'most':>6} {'struct':>6} {'MiB':>6}"
    )
    for song in options.songs:
        analyze = [SEGUE, "analyze", song, "--format", "json"]
        decode = ["mpg123", "-q", "--test", "-e", "f32", song]
        start = [SEGUE, "--version"]
        run(analyze), run(decode), run(start)
        share = statistics.median(structure_share(song) for _ in range(options.runs))
        turns = [(run(analyze), run(decode), run(start)) for _ in range(options.runs)]
        ratios = [a[0] / d[0] for a, d, _ in turns]
        structure = share * statistics.median((a[0] - s[0]) / d[0] for a, d, s in turns)
        print(
            f"{os.path.basename(song):32.32} {statistics.median(a[0] for a, _, _ in turns):8.3f}"
            f" {statistics.median(s[0] for _, _, s in turns):8.3f}"
            f" {statistics.median(d[0] for _, d, _ in turns):8.3f} {statistics.median(ratios):6.2f}"
            f" {min(ratios):6.2f} {max(ratios):6.2f} {structure:6.2f}"
            f" {max(a[1] for a, _, _ in turns):6.1f}"
        )


if __name__ == "__main__":
    main()
