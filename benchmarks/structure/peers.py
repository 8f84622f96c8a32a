#!/usr/bin/env python3
"""Runs other programs' structure analysis on annotated songs: peers.py PEER CORPUS > PEER.jsonl

  laplacian   spectral clustering, McFee and Ellis, ISMIR 2014 (laplacian.py; needs librosa,
              scikit-learn)
  cbm         correlation block-matching, Marmoret, Cohen and Bimbot, TISMIR 2023 (cbm.py; needs
              librosa, and --bars)
  foote sf olda   MSAF's boundaries of that name with its groups `fmc2d`, all by default settings
              (needs msaf)
  pychorus    the one chorus that pychorus finds, 15 s by its default (needs pychorus)

Prints JSON Lines for `evaluate.py CORPUS --results PEER.jsonl`: of each song the sections, with a
`group` where the peer has groups and a `label` where it names them. --bars takes the downbeats from
the JSON Lines of `segue analyze`.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
import warnings

from corpus import read_corpus


# Seconds of the chorus that pychorus looks for: its own default.
CHORUS_LENGTH = 15


def row(start, end, group=None, label=None):
    """A section of the output."""
    return {
        "start_s": round(float(start), 3),
        "end_s": round(float(end), 3),
        "group": group,
        "label": label,
    }


def rows(times, groups=None):
    """Sections between neighbouring times, with the groups named as text."""
    names = [None] * (len(times) - 1) if groups is None else [f"G{int(group)}" for group in groups]
    return [row(start, end, name) for start, end, name in zip(times, times[1:], names)]


def laplacian_peer(options):
    """Segments by the spectral clustering of laplacian.py."""
    from laplacian import segment

    return lambda song: rows(*segment(song.audio))


def cbm_peer(options):
    """Segments by the block matching of cbm.py, on the bars of an analysis by segue."""
    from cbm import segment

    if not options.bars:
        raise SystemExit("cbm needs --bars, the JSON Lines of segue analyze")
    analyses = [json.loads(line) for line in open(options.bars, encoding="utf-8")]
    bars = {
        os.path.basename(a["source"]["path"]): a["rhythm"]["downbeats_s"]
        for a in analyses
        if "rhythm" in a
    }
    return lambda song: rows(segment(song.audio, bars[os.path.basename(song.audio)]))


def msaf_peer(options):
    """Boundaries by one of MSAF's algorithms, groups by its 2D Fourier magnitudes."""
    import msaf

    def peer(song):
        msaf.config.features_tmp_file = os.path.join(options.scratch, song.name + ".json")
        return rows(
            *msaf.process(
                os.path.abspath(song.audio), boundaries_id=options.peer, labels_id="fmc2d"
            )
        )

    return peer


def pychorus_peer(options):
    """The chorus that pychorus prefers; what is around it has no name."""
    from pychorus import create_chroma, find_chorus

    def peer(song):
        chroma, _, rate, duration = create_chroma(song.audio)
        start = find_chorus(chroma, rate, duration, CHORUS_LENGTH)
        if start is None:
            return [row(0, duration)]
        end = min(start + CHORUS_LENGTH, duration)
        return [row(0, start), row(start, end, label="chorus"), row(end, duration)]

    return peer


PEERS = {
    "laplacian": laplacian_peer,
    "cbm": cbm_peer,
    "foote": msaf_peer,
    "sf": msaf_peer,
    "olda": msaf_peer,
    "pychorus": pychorus_peer,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("corpus")
    parser.add_argument("--bars", help="JSON Lines of segue analyze, for cbm")
    parser.add_argument(
        "--features", help="a folder in which MSAF's features are kept from peer to peer"
    )
    parser.add_argument(
        "--every", type=int, default=1, help="only every so many songs, for slow peers"
    )
    options = parser.parse_args()
    songs = read_corpus(options.corpus)[:: options.every]
    warnings.filterwarnings("ignore")
    try:
        peer = PEERS[options.peer](options)
    except ModuleNotFoundError as error:
        raise SystemExit(f"{options.peer} needs {error.name}, from PyPI")
    with tempfile.TemporaryDirectory() as scratch:
        options.scratch = options.features or scratch
        for song in songs:
            began = time.process_time()
            with contextlib.redirect_stdout(sys.stderr):  # some say things there
                sections = peer(song)
            print(json.dumps({"source": {"path": song.audio}, "sections": sections}), flush=True)
            print(f"{song.name}: {time.process_time() - began:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
