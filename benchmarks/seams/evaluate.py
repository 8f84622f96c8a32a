#!/usr/bin/env python3
"""How well `segue seam` tells good seams from bad ones, on splices of annotated songs.

Each FOLDER holds songs as `benchmarks/structure/corpus.py` describes them, with beats or, for our own samples, with sections on bar lines.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "structure"))
import corpus
import splices

SEGUE = os.path.join(HERE, "..", "..", ".build", "release", "segue")


def check(source, result, crop):
    """What `segue seam` says of a result."""
    done = subprocess.run([SEGUE, "seam", source, result, "--at", f"{crop:.6f}", "--format", "json"], capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(f"segue seam {source} {result} --at {crop}: {done.stderr}")
    return json.loads(done.stdout)


def rows_of(song, number, other, work, reuse):
    """One row for each splice of a song."""
    found = []
    studio = None
    for index, place in enumerate(splices.places(song)):
        name = os.path.join(work, f"{song.name}-{index}")
        if place.beat is None:
            place = splices.Place(place.crop, place.onward, 60 / tempo(song))
        if not (reuse and os.path.exists(name + ".json")):
            studio = splices.decode(song.audio) if studio is None else studio
            splices.encode(studio[:int((place.crop + splices.REST) * splices.RATE)], name + "-source.mp3", 192)
            truth = []
            for splice in splices.splices(studio, place, 2 * number + index, splices.decode(other.audio)):
                splices.encode(splice.samples, f"{name}-{splice.fault}.mp3", 160)
                truth.append({"fault": splice.fault, "seam": splice.seam, "lag": splice.lag})
            json.dump(truth, open(name + ".json", "w"))
        for row in json.load(open(name + ".json")):
            report = check(name + "-source.mp3", f"{name}-{row['fault']}.mp3", place.crop)
            found.append(row | {"song": song.name, "place": index, "crop": place.crop, "report": report})
    return found


def tempo(song):
    """The tempo that the analysis finds, for songs without annotated beats."""
    done = subprocess.run([SEGUE, "analyze", song.audio, "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["rhythm"]["tempo_bpm"]


def auc(right, wrong):
    """How often a right splice has a better score than a wrong one; a draw counts half."""
    right, wrong = numpy.array(right), numpy.array(wrong)
    return float(numpy.mean((right[:, None] > wrong).astype(float) + 0.5 * (right[:, None] == wrong)))


def summary(rows):
    """The table of a set of rows."""
    score = lambda name: [row["report"]["score"] for row in rows if row["fault"] == name]
    right = score("right")
    print(f"{'':12} {'n':>4} {'AUC':>6} {'clean':>6} {'audible':>8} {'broken':>7}")
    for name in ["right"] + splices.FAULTS:
        some = [row["report"]["verdict"] for row in rows if row["fault"] == name]
        if some:
            value = "" if name == "right" else f"{auc(right, score(name)):.3f}"
            print(f"{name:12} {len(some):4} {value:>6} {some.count('clean'):6} {some.count('audible'):8} {some.count('broken'):7}")
    wrong = [row["report"]["score"] for row in rows if row["fault"] != "right"]
    print(f"{'all wrong':12} {len(wrong):4} {auc(right, wrong):6.3f}")
    kept = [row for row in rows if row["fault"] != "exchanged"]
    lags = [abs(row["report"]["kept"][0]["lag_ms"] - 1000 * row["lag"]) for row in kept if row["report"]["kept"][0]["lag_ms"] is not None]
    seams = [abs(row["report"]["seams"][0]["at_s"] - row["seam"]) for row in kept if row["report"]["crop_used_s"] is not None]
    print(f"lag error: {len(lags)} of {len(kept)} measured, median {numpy.median(lags):.4f} ms, largest {max(lags):.4f} ms")
    print(f"seam error: {len(seams)} of {len(kept)} measured, median {1000 * numpy.median(seams):.1f} ms, largest {1000 * max(seams):.1f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--save", help="write the rows here, as JSON Lines")
    parser.add_argument("--rows", help="read rows from here and measure nothing")
    parser.add_argument("--every", type=int, default=1, help="take one song in so many")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first song to take")
    parser.add_argument("--work", help="keep the splices in this folder, and use those that are there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if options.rows:
        return summary([json.loads(line) for line in open(options.rows)])
    songs = [song for folder in options.folders for song in corpus.read_corpus(folder)]
    songs = [song for song in songs if song.beats or song.functions is song.sections][options.first::options.every]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        work = options.work or scratch
        os.makedirs(work, exist_ok=True)
        tasks = [
            pool.submit(rows_of, song, number, songs[number - 1], work, bool(options.work)) for number, song in enumerate(songs)]
        rows = [row for task in tasks for row in task.result()]
    if options.save:
        with open(options.save, "w") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    summary(rows)


if __name__ == "__main__":
    main()
