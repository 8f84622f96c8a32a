#!/usr/bin/env python3
"""What an analysis costs: CPU and memory of `segue analyze SONG --format json` as a whole process,
next to decoding the same file alone with libmpg123 (`mpg123 --test`, Debian's package mpg123);
and what spectra, rhythm and structure take of it, by their share of the time in `--timings`.

  swift build -c release --product segue
  benchmarks/cost.py SONG.mp3 [SONG.mp3 ...] [--runs 9]

Runs are taken in turn, A B A B, after one that does not count; ratios are pair by pair, so that a
machine whose speed drifts does little harm. Prints medians, with the least and the greatest ratio.
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
    print(f"{'song':32} {'segue s':>8} {'decode s':>8} {'ratio':>6} {'least':>6} {'most':>6}"
          f" {'struct':>6} {'MiB':>6}")
    for song in options.songs:
        analyze = [SEGUE, "analyze", song, "--format", "json"]
        decode = ["mpg123", "-q", "--test", "-e", "f32", song]
        run(analyze), run(decode)
        share = statistics.median(structure_share(song) for _ in range(options.runs))
        pairs = [(run(analyze), run(decode)) for _ in range(options.runs)]
        ratios = [a[0] / b[0] for a, b in pairs]
        print(
            f"{os.path.basename(song):32.32} {statistics.median(a[0] for a, _ in pairs):8.3f}"
            f" {statistics.median(b[0] for _, b in pairs):8.3f} {statistics.median(ratios):6.2f}"
            f" {min(ratios):6.2f} {max(ratios):6.2f} {share * statistics.median(ratios):6.2f}"
            f" {max(a[1] for a, _ in pairs):6.1f}")


if __name__ == "__main__":
    main()
