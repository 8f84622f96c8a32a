"""Reads a folder of annotated songs.

Each song is NAME.mp3 with NAME.lab, its sections as lines of start, end (seconds) and label,
separated by tabs. It may have NAME.func.lab (the same with functions: intro, verse, chorus ...),
NAME.beats (time and place in the bar, 1 for a downbeat), NAME.lyrics.txt and NAME.words.json. A
`manifest.csv` (set, name, has_functions, has_beats) says which songs count and in which set they
are reported; without it all songs with a .lab count, in one set of the folder's name, and their
labels are functions.
"""

import csv
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A stretch of a song in seconds, end excluded, and what the annotator calls it."""

    start: float
    end: float
    label: str


@dataclass(frozen=True)
class Song:
    """One annotated song; `functions` and `beats` are None where nobody annotated them."""

    name: str
    group: str
    audio: str
    sections: list
    functions: list
    beats: list
    lyrics: str
    words: str

    @property
    def end(self):
        """Where the annotation ends; nothing after it is scored."""
        return self.sections[-1].end


def read_sections(path):
    """The sections of a .lab file, in its order; a line without three fields stops the program with
    its place.
    """
    found = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if not line.strip():
            continue
        fields = line.rstrip("\n").split("\t")
        try:
            found.append(Section(float(fields[0]), float(fields[1]), fields[2].strip()))
        except (ValueError, IndexError):
            raise SystemExit(f"{path}:{number}: expected start, end and label, separated by tabs")
    if not found:
        raise SystemExit(f"{path}: no sections")
    return found


def read_beats(path):
    """Pairs of a time in seconds and whether it is a downbeat."""
    rows = (line.split() for line in open(path) if line.strip())
    return [(float(time), int(float(place)) == 1) for time, place in rows]


def read_corpus(folder):
    """All songs of a folder, in the order of its manifest or by name."""
    manifest = os.path.join(folder, "manifest.csv")
    if os.path.exists(manifest):
        rows = list(csv.DictReader(open(manifest, encoding="utf-8")))
    else:
        names = [
            f[:-4]
            for f in sorted(os.listdir(folder))
            if f.endswith(".lab") and not f.endswith(".func.lab")
        ]
        group = os.path.basename(os.path.abspath(folder))
        rows = [
            {"set": group, "name": name, "has_functions": "labels", "has_beats": "0"}
            for name in names
        ]
    if not rows:
        raise SystemExit(f"{folder}: no annotated songs (NAME.mp3 with NAME.lab)")
    return [read_song(folder, row) for row in rows]


def read_song(folder, row):
    """The song of one row of the manifest."""
    base = os.path.join(folder, row["name"])

    def existing(suffix):
        return base + suffix if os.path.exists(base + suffix) else None

    sections = read_sections(base + ".lab")
    if row["has_functions"] == "labels":
        functions = sections
    else:
        functions = read_sections(base + ".func.lab") if row["has_functions"] == "1" else None
    beats = read_beats(base + ".beats") if row["has_beats"] == "1" else None
    return Song(
        row["name"],
        row["set"],
        base + ".mp3",
        sections,
        functions,
        beats,
        existing(".lyrics.txt"),
        existing(".words.json"),
    )
