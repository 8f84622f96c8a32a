#!/usr/bin/env python3
"""Counts the tables of FormPrior and WholeForm, and the lengths that Segmentation expects.

form_prior.py DATASET

DATASET is a clone of the annotations of Nieto et al., The Harmonix Set (ISMIR 2019; MIT licence),
of which `dataset/segments/*.txt` and `dataset/beats_and_downbeats/*.txt` are read. Needs numpy
(PyPI). The annotations stay outside the project: only the shares that this prints are in it.
"""

import glob
import math
import os
import re
import sys
from collections import Counter, defaultdict, namedtuple

import numpy

KINDS = ["intro", "verse", "pre-chorus", "chorus", "bridge", "instrumental", "outro"]

# One annotated song: beats per minute, seconds of a bar, and its sections.
Song = namedtuple("Song", "tempo bar sections")
# One section: its kind, and where it starts and ends, in seconds.
Section = namedtuple("Section", "kind start end")

# What a label must begin with, be, or hold to be of a kind; the first that fits counts.
LABELS = [
    ("pre-chorus", ("prec",), ("build", "pre", "prechors"), ()),
    ("bridge", ("postc",), (), ()),
    ("chorus", (), ("refrain", "hook"), ("chor",)),
    ("verse", ("vers",), ("vs", "rap", "raps"), ()),
    ("intro", ("intro",), ("opening", "fadein"), ()),
    ("outro", ("outro",), ("ending", "fadeout", "end"), ()),
    ("instrumental", ("inst", "break", "interlude", "transition"), (), ("solo", "guitar")),
]

# Ours: a song with fewer bars than that is annotated in part.
LEAST_BARS = 20
# Ours: a pair that was met less often says little of what follows it.
LEAST_PAIRS = 50
# Ours: as how many meetings of a pair the chances after its second alone count.
PRIOR = 8


def kind(label):
    """The kind that an annotator's label stands for; numbers at its end do not matter."""
    label = re.sub(r"[0-9]+$", "", label.lower())
    for name, beginnings, words, parts in LABELS:
        if label.startswith(beginnings) or label in words or any(p in label for p in parts):
            return name
    return "bridge"


def songs(folder):
    """The annotated songs of a dataset, by the names of their files."""
    for path in sorted(glob.glob(os.path.join(folder, "dataset/segments/*.txt"))):
        with open(path) as file:
            rows = [line.split(None, 1) for line in file if line.strip()]
        beats = numpy.loadtxt(path.replace("segments", "beats_and_downbeats"))
        bars = beats[beats[:, 1] == 1, 0]
        if len(bars) < LEAST_BARS:
            continue
        sections = [
            Section(kind(label.strip()), float(start), float(end))
            for (start, label), (end, *_) in zip(rows, rows[1:])
            if label.strip() != "silence"
        ]
        if sections:
            tempo = 60 / numpy.median(numpy.diff(beats[:, 0]))
            yield Song(tempo, numpy.median(numpy.diff(bars)), sections)


def stretches(sections):
    """The sections of a song with neighbours of one kind joined, as [kind, seconds]."""
    joined = []
    for section in sections:
        length = section.end - section.start
        if joined and joined[-1][0] == section.kind:
            joined[-1][1] += length
        else:
            joined.append([section.kind, length])
    return joined


def print_followers(found):
    """Prints how often each kind follows each."""
    follows = defaultdict(Counter)
    for song in found:
        names = ["first", *(section.kind for section in song.sections), "end"]
        for name, following in zip(names, names[1:]):
            follows[name][following] += 1
    print(len(found), "songs; what follows what:", ", ".join(KINDS), "end of the song")
    for name in ["first", *KINDS]:
        shares = [follows[name][other] / follows[name].total() for other in [*KINDS, "end"]]
        print(f"{name:13s}", " ".join(f"{share:.3f}" for share in shares))


def print_places(found):
    """Prints where in a song the sections of each kind start, and how many of them songs have."""
    print(
        "start as a share of the song, mean and deviation; songs with 1, 2, 3, more of a kind, "
        "of those with any"
    )
    for name in KINDS:
        starts = [
            section.start / song.sections[-1].end
            for song in found
            for section in song.sections
            if section.kind == name
        ]
        counts = [sum(section.kind == name for section in song.sections) for song in found]
        counts = [count for count in counts if count]
        shares = [counts.count(number) / len(counts) for number in (1, 2, 3)]
        print(
            f"{name:13s} {numpy.mean(starts):.2f} {numpy.std(starts):.2f}  ",
            " ".join(f"{share:.3f}" for share in [*shares, 1 - sum(shares)]),
        )


def print_lengths(found):
    """Prints how long the sections are that have others on both sides."""
    inner = [
        (section.end - section.start, round((section.end - section.start) / song.bar))
        for song in found
        for section in song.sections[1:-1]
    ]
    mean = math.exp(numpy.mean([math.log(length) for length, _ in inner]))
    bars = sorted(Counter(count for _, count in inner).items())
    shares = [f"{count}: {number / len(inner):.3f}" for count, number in bars if count <= 16]
    print(f"sections last {mean:.1f} s; by bars:", " ".join(shares))


def print_stretches(forms):
    """Prints how long the stretches of each kind are."""
    print("stretches of one kind: geometric mean in seconds, deviation of the natural logarithm")
    for name in KINDS:
        logs = [math.log(length) for form in forms for other, length in form if other == name]
        print(f"{name:13s} {math.exp(numpy.mean(logs)):.1f} {numpy.std(logs):.2f}")


def print_choruses(forms):
    """Prints how many choruses songs have, and how long the last one is beside the others."""
    choruses = [[length for name, length in form if name == "chorus"] for form in forms]
    counts = Counter(min(6, len(lengths)) for lengths in choruses)
    shares = [f"{counts[number] / len(forms):.3f}" for number in range(7)]
    print("songs with 0, 1, ... 6 or more choruses: ", " ".join(shares))

    ratios = Counter(
        round(4 * math.log2(lengths[-1] / numpy.median(lengths[:-1])))
        for lengths in choruses
        if len(lengths) > 1
    )

    def smooth(number):
        return (ratios[number - 1] + 2 * ratios[number] + ratios[number + 1]) / 4 / ratios.total()

    print(
        "the last against the middle of the others, in quarter octaves, smoothed:",
        " ".join(f"{number}: {smooth(number):.3f}" for number in range(-4, 9)),
    )


def print_pairs(forms):
    """Prints how much likelier each kind is after two stretches than after the second alone."""
    pairs, triples = Counter(), Counter()
    for form in forms:
        names = ["song", "song", *(name for name, _ in form), "song"]
        pairs.update(zip(names[1:], names[2:]))
        triples.update(zip(names, names[1:], names[2:]))
    once, twice = Counter(), Counter()
    for (first, _), number in pairs.items():
        once[first] += number
    for (first, second, _), number in triples.items():
        twice[first, second] += number

    def share(first, second):
        return (pairs[first, second] + 0.05) / (once[first] + 0.4)

    print(
        "how much likelier after the pair than after its second alone:",
        ", ".join([*KINDS, "end of the song"]),
    )
    order = [*KINDS, "song"]
    for first, second in sorted(twice, key=lambda pair: [order.index(name) for name in pair]):
        met = twice[first, second]
        if met < LEAST_PAIRS or second == "song":
            continue
        row = []
        for third in order:
            alone = share(second, third)
            row.append((triples[first, second, third] + PRIOR * alone) / (met + PRIOR) / alone)
        print(f"{first:13s} {second:13s}", " ".join(f"{max(0.1, value):.2f}" for value in row))


def main():
    found = list(songs(sys.argv[1]))
    print_followers(found)
    print_places(found)
    print_lengths(found)
    forms = [stretches(song.sections) for song in found]
    print_stretches(forms)
    print_choruses(forms)
    print_pairs(forms)
    tempi = numpy.log2([song.tempo for song in found])
    mean = 2 ** tempi.mean()
    print(f"tempo {mean:.1f} beats per minute, deviation {tempi.std():.2f} octaves")


if __name__ == "__main__":
    main()
