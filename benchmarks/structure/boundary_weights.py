#!/usr/bin/env python3
r"""Fits the weights of BoundaryWeights to annotated songs: boundary_weights.py SONGS

  benchmarks/structure/tab_songs.py TABS SONGS
  SEGUE_ANNOTATED_SONGS=SONGS swift test -c release -Xswiftc -enable-testing \
    --filter BoundaryCuesTests
  benchmarks/structure/boundary_weights.py SONGS

The weights in the product are those of 239 songs, whose bar lines were found, of the 300 that were
rendered.

A logistic regression over all inner bar lines, by the cues of each and of the lines beside it.
Songs whose bar lines were not found say nothing of cues and are left out. Needs numpy and scipy.
"""

import glob
import os
import sys

import numpy as np
from scipy.optimize import minimize

from corpus import read_sections

CUES = [
    "crash",
    "fill",
    "texture",
    "rhythm",
    "harmony",
    "2 bars begin",
    "4 bars begin",
    "8 bars begin",
    "4 bars end",
    "8 bars end",
    "level, 1 bar",
    "level rises",
    "level changes",
    "voice enters",
    "voice changes",
]
# A boundary lies on a bar line that is as near as this, in seconds.
NEAR = 0.5
# The least share of boundaries that lie on bar lines where these were found.
FOUND = 0.8
# Keeps weights small: half of it times the sum of their squares is added to the loss; 100 gives the
# same loss on songs left out.
RIDGE = 30.0


def read_song(path):
    """The cues before, at and after each inner bar line, whether each is a boundary, and the share
    of boundaries that lie on a bar line.
    """
    table = np.loadtxt(path)
    starts = [s.start for s in read_sections(path[:-5] + ".lab")][1:]
    distances = np.abs(np.subtract.outer(table[:, 0], starts))
    nearest = {int(column.argmin()) for column in distances.T if column.min() <= NEAR}
    truth = np.array([line in nearest for line in range(len(table))], dtype=float)
    cues = np.hstack([table[:-2, 1:], table[1:-1, 1:], table[2:, 1:]])
    return cues, truth[1:-1], np.mean(distances.min(axis=0) <= NEAR)


def fit(songs):
    """The weights of the cues, then the bias."""
    cues = np.vstack([np.column_stack([c, np.ones(len(c))]) for c, _, _ in songs])
    truth = np.concatenate([t for _, t, _ in songs])

    def loss(weights):
        odds = cues @ weights
        ridge = np.append(weights[:-1], 0)
        value = np.logaddexp(0, odds).sum() - truth @ odds + RIDGE / 2 * ridge @ ridge
        return value, cues.T @ (1 / (1 + np.exp(-odds)) - truth) + RIDGE * ridge

    return minimize(loss, np.zeros(cues.shape[1]), jac=True, method="L-BFGS-B").x


def main():
    songs = [read_song(path) for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.cues")))]
    songs = [song for song in songs if song[2] >= FOUND]
    print(len(songs), "songs; all, and each half of them")
    fits = [fit(songs), fit(songs[::2]), fit(songs[1::2])]
    for index, name in enumerate(CUES):
        print(
            f"{name:14}"
            + "  ".join(
                "".join(f"{w:6.2f}" for w in weights[index : -1 : len(CUES)]) for weights in fits
            )
        )
    print(f"{'bias':14}" + "  ".join(f"{weights[-1]:12.2f}      " for weights in fits))
    lines, boundaries = sum(len(t) for _, t, _ in songs), int(sum(t.sum() for _, t, _ in songs))
    odds = np.log(boundaries / (lines - boundaries))
    print(f"{boundaries} of {lines} bar lines are boundaries: log odds {odds:.2f}")


if __name__ == "__main__":
    main()
