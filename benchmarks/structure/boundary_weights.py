#!/usr/bin/env python3
"""Fits the weights of BoundaryCues to invented songs: boundary_weights.py SONGS

  benchmarks/structure/invented_songs.py SONGS 64
  SEGUE_INVENTED_SONGS=SONGS swift test -c release -Xswiftc -enable-testing --filter BoundaryCuesTests
  benchmarks/structure/boundary_weights.py SONGS

The weights in the product are those of 61 songs, about eight each of the seeds 21 to 24 and 31 to 34, fitted with one cue more
(timbre, which came out as 0.01).

A logistic regression over all inner bar lines, no weight below 0. Songs whose bar lines were not found say nothing of cues and are left
out. Needs numpy and scipy.
"""
import glob
import os
import sys

import numpy as np
from scipy.optimize import minimize

from corpus import read_sections

CUES = ["crash", "fill", "texture", "nearRhythm", "wideRhythm", "harmony", "beginning", "ending"]
# A boundary lies on a bar line that is as near as this, in seconds.
NEAR = 0.5
# The least share of boundaries that lie on bar lines where these were found.
FOUND = 0.85
# Keeps weights small: half of it times the sum of their squares is added to the loss.
RIDGE = 30.0


def read_song(path):
    """The cues of the inner bar lines, whether each is a boundary, and the share of boundaries that lie on a bar line."""
    table = np.loadtxt(path)
    starts = [s.start for s in read_sections(path[:-5] + ".lab")][1:]
    distances = np.abs(np.subtract.outer(table[:, 0], starts))
    nearest = {int(column.argmin()) for column in distances.T if column.min() <= NEAR}
    truth = np.array([line in nearest for line in range(len(table))], dtype=float)
    return table[1:-1, 1:], truth[1:-1], np.mean(distances.min(axis=0) <= NEAR)


def fit(songs):
    """The weights of the cues, then the bias."""
    cues = np.vstack([np.column_stack([c, np.ones(len(c))]) for c, _, _ in songs])
    truth = np.concatenate([t for _, t, _ in songs])

    def loss(weights):
        odds = cues @ weights
        ridge = np.append(weights[:-1], 0)
        value = np.logaddexp(0, odds).sum() - truth @ odds + RIDGE / 2 * ridge @ ridge
        return value, cues.T @ (1 / (1 + np.exp(-odds)) - truth) + RIDGE * ridge

    bounds = [(0, None)] * len(CUES) + [(None, None)]
    return minimize(loss, np.zeros(len(CUES) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x


def main():
    songs = [read_song(path) for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.cues")))]
    songs = [song for song in songs if song[2] > FOUND]
    print(len(songs), "songs; all, and each half of them")
    for name, *values in zip(CUES + ["bias"], fit(songs), fit(songs[::2]), fit(songs[1::2])):
        print(f"{name:12}" + "".join(f"{value:7.2f}" for value in values))


if __name__ == "__main__":
    main()
