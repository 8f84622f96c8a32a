#!/usr/bin/env python3
"""How well `segue seam` tells good seams from bad ones, on splices of annotated songs.

Each FOLDER holds songs as `benchmarks/structure/corpus.py` describes them, with beats or, for our
own samples, with sections on bar lines.
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

# The bit rates of what is cut and of what comes back, in kilobits per second.
SOURCE_KILOBITS, RESULT_KILOBITS = 192, 160


def segue(*arguments):
    """What the command answers, as JSON."""
    command = [SEGUE, *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return json.loads(done.stdout)


def tempo(song):
    """The tempo that the analysis finds, for songs without annotated beats."""
    return segue("analyze", song.audio)["rhythm"]["tempo_bpm"]


def make_splices(song, place, name, seed, other):
    """Writes the source and every splice at a place, and what is known of each beside them.

    `name` is how the names of all these files begin, `other` the recording that a splice may go on
    with instead.
    """
    studio = splices.decode(song.audio)
    source = studio[: int((place.crop + splices.REST) * splices.RATE)]
    splices.encode(source, f"{name}-source.mp3", SOURCE_KILOBITS)
    truth = []
    for splice in splices.splices(studio, place, seed, splices.decode(other.audio)):
        splices.encode(splice.samples, f"{name}-{splice.fault}.mp3", RESULT_KILOBITS)
        truth.append({"fault": splice.fault, "seam": splice.seam, "lag": splice.lag})
    with open(f"{name}.json", "w") as file:
        json.dump(truth, file)


def rows_of(song, number, other, work, reuse):
    """One row for each splice of a song."""
    rows = []
    for index, place in enumerate(splices.places(song)):
        name = os.path.join(work, f"{song.name}-{index}")
        if place.beat is None:
            place = splices.Place(place.crop, place.onward, 60 / tempo(song))
        if not (reuse and os.path.exists(f"{name}.json")):
            make_splices(song, place, name, 2 * number + index, other)
        with open(f"{name}.json") as file:
            truth = json.load(file)
        for splice in truth:
            source, result = f"{name}-source.mp3", f"{name}-{splice['fault']}.mp3"
            report = segue("seam", source, result, "--at", f"{place.crop:.6f}")
            rows.append(
                splice | {"song": song.name, "place": index, "crop": place.crop, "report": report}
            )
    return rows


def auc(right, wrong):
    """How often a right splice has a better score than a wrong one; a draw counts half."""
    right, wrong = numpy.array(right)[:, None], numpy.array(wrong)
    return float(numpy.mean((right > wrong) + 0.5 * (right == wrong)))


def scores(rows):
    """The scores of the reports."""
    return [row["report"]["score"] for row in rows]


def print_verdicts(rows):
    """Prints how the splices of each kind are judged."""
    right = scores(row for row in rows if row["fault"] == "right")
    print(f"{'':12} {'n':>4} {'AUC':>6} {'clean':>6} {'audible':>8} {'broken':>7}")
    for name in ["right", *splices.FAULTS]:
        some = [row for row in rows if row["fault"] == name]
        if not some:
            continue
        value = "" if name == "right" else f"{auc(right, scores(some)):.3f}"
        verdicts = [row["report"]["verdict"] for row in some]
        clean, audible, broken = map(verdicts.count, ["clean", "audible", "broken"])
        print(f"{name:12} {len(some):4} {value:>6} {clean:6} {audible:8} {broken:7}")
    wrong = scores(row for row in rows if row["fault"] != "right")
    print(f"{'all wrong':12} {len(wrong):4} {auc(right, wrong):6.3f}")


def print_errors(rows):
    """Prints how far off the measured lags and seams are, of the splices that keep their source."""
    kept = [row for row in rows if row["fault"] != "exchanged"]
    lags, seams = [], []
    for row in kept:
        report = row["report"]
        lag = report["kept"][0]["lag_ms"]
        if lag is not None:
            lags.append(abs(lag - 1000 * row["lag"]))
        if report["crop_used_s"] is not None:
            seams.append(1000 * abs(report["seams"][0]["at_s"] - row["seam"]))
    for name, errors, digits in [("lag", lags, 4), ("seam", seams, 1)]:
        print(
            f"{name} error: {len(errors)} of {len(kept)} measured, "
            f"median {numpy.median(errors):.{digits}f} ms, largest {max(errors):.{digits}f} ms"
        )


def parsed_options():
    """What the user asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--save", help="write the rows here, as JSON Lines")
    parser.add_argument("--rows", help="read rows from here and measure nothing")
    parser.add_argument("--every", type=int, default=1, help="take one song in so many")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first song to take")
    parser.add_argument(
        "--work", help="keep the splices in this folder, and use those that are there"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def measured(options):
    """The rows of all songs that were asked for."""
    songs = [song for folder in options.folders for song in corpus.read_corpus(folder)]
    songs = [song for song in songs if song.beats or song.functions is song.sections]
    songs = songs[options.first :: options.every]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        work = options.work or scratch
        os.makedirs(work, exist_ok=True)
        tasks = [
            pool.submit(rows_of, song, number, songs[number - 1], work, bool(options.work))
            for number, song in enumerate(songs)
        ]
        return [row for task in tasks for row in task.result()]


def main():
    options = parsed_options()
    if options.rows:
        with open(options.rows) as file:
            rows = [json.loads(line) for line in file]
    else:
        rows = measured(options)
    if options.save and not options.rows:
        with open(options.save, "w") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    print_verdicts(rows)
    print_errors(rows)


if __name__ == "__main__":
    main()
