"""Scores one song's analysis against its annotation, by the measures of MIREX (Raffel et al.,
mir_eval, ISMIR 2014).

An analysis is one object of `segue analyze --format jsonl`, or less: what it does not claim (a
`group` or `label` of None, no `rhythm`, no `suggestions`) is not scored, so that a peer which only
finds boundaries has no figures for names.

  F.5 F3        boundaries within 0.5 s and 3 s, the song's start and end left out
  PW V          groups: pairwise F, V-measure
  acc chF       share of time with the right function, F of the time of choruses
  LC.5 LC1 LC3  1 where the end of the last chorus lies within 0.5, 1, 3 s
  beat down     F of beats and downbeats within 70 ms, after the first 5 s
  start3        share of the written lyric sections whose start lies within 3 s
"""

import mir_eval
import numpy as np

MEASURES = ["F.5", "F3", "PW", "V", "acc", "chF", "LC.5", "LC1", "LC3", "beat", "down", "start3"]
# Where the end of a last chorus counts as found, in seconds.
LAST_CHORUS_WINDOWS = {"LC.5": 0.5, "LC1": 1.0, "LC3": 3.0}
# Functions are compared in five kinds: intro, verse, chorus, bridge, outro.
KINDS = {
    "pre-chorus": "verse",
    "post-chorus": "bridge",
    "instrumental": "bridge",
    "solo": "bridge",
    "interlude": "bridge",
    "break": "bridge",
    "silence": "outro",
}
# Functions with words. Annotations without functions call their refrains R1, R2 ... and their
# verses V1, V2 ...
SUNG = {"verse", "pre-chorus", "chorus", "post-chorus", "bridge"}
# Cuts nearer than this to either end of the song are no cuts, in seconds.
EDGE = 0.5
# The grid on which functions are compared, in seconds.
FRAME = 0.1


def score(song, analysis):
    """The measures that both the annotation and the analysis allow, as a dictionary in no fixed
    order.
    """
    nothing = {"start_s": 0.0, "end_s": song.end, "group": "?", "label": "?"}
    found = [s for s in analysis["sections"] or [nothing] if s["start_s"] < song.end]
    scores = boundaries_and_groups(song, found)
    if song.functions and any(s.get("label") for s in found):
        scores.update(names(song, found))
    miss = last_chorus_miss(song, analysis)
    if miss is not None:
        scores.update({name: float(miss <= window) for name, window in LAST_CHORUS_WINDOWS.items()})
    if song.beats and "rhythm" in analysis:
        scores.update(beats(song, analysis["rhythm"]))
    share = lyric_starts(song, analysis["sections"])
    if share is not None:
        scores["start3"] = share
    return scores


def boundaries_and_groups(song, found):
    """F.5 and F3, and where the analysis has groups, PW and V."""
    truth = partition([(s.start, s.end, s.label) for s in song.sections], song.end)
    guess = partition(
        [(s["start_s"], min(s["end_s"], song.end), s.get("group") or "?") for s in found], song.end
    )

    def hits(window):
        return mir_eval.segment.detection(truth[0], guess[0], window=window, trim=True)[2]

    scores = {"F.5": hits(0.5), "F3": hits(3.0)}
    if all(s.get("group") for s in found):
        scores["PW"] = mir_eval.segment.pairwise(*truth, *guess)[2]
        scores["V"] = mir_eval.segment.vmeasure(*truth, *guess)[2]
    return scores


def partition(sections, end):
    """Intervals from 0 to `end` without gaps, one for each start in `sections`, and the label at
    the middle of each.
    """
    starts = sorted({start for start, _, _ in sections if EDGE < start < end - EDGE})
    edges = [0.0, *starts, end]
    intervals = np.column_stack([edges[:-1], edges[1:]])
    fallback = sections[-1][2] if sections else "?"
    covering = lambda time: (label for first, last, label in sections if first <= time < last)
    return intervals, [next(covering(middle), fallback) for middle in intervals.mean(axis=1)]


def names(song, found):
    """acc and chF, on a grid of frames up to the end of the annotation; only chF where some
    sections have no label.
    """
    truth = frames([(s.start, s.end, s.label) for s in song.functions], song.end)
    guess = frames(
        [(s["start_s"], min(s["end_s"], song.end), s.get("label")) for s in found], song.end
    )
    both = np.sum((truth == "chorus") & (guess == "chorus"))
    either = np.sum(truth == "chorus") + np.sum(guess == "chorus")
    scores = {"chF": 2 * float(both) / max(1, either)}
    if all(s.get("label") for s in found):
        scores["acc"] = float(np.mean(truth == guess))
    return scores


def frames(sections, end):
    """The kind of each frame, "none" in no section; of sections that overlap, the last counts."""
    times = np.arange(0, end, FRAME)
    kinds = np.full(len(times), "none", dtype=object)
    for first, last, label in sections:
        kinds[(first <= times) & (times < last)] = KINDS.get(label, label)
    return kinds


def last_chorus_miss(song, analysis):
    """Seconds from the end of the last chorus to the best `last-chorus` suggestion; infinite where
    there is none.

    None where the song has no annotated chorus, or the analysis makes no suggestions at all.
    """
    ends = [s.end for s in song.functions or [] if s.label == "chorus"]
    if not ends or "suggestions" not in analysis:
        return None
    suggestion = last_chorus(analysis)
    return abs(suggestion["crop_end_at"] - ends[-1]) if suggestion else float("inf")


def last_chorus(analysis):
    """The best suggestion to go on after the last chorus, or None."""
    return next(
        (c for c in analysis["suggestions"]["extend"] if c["anchor"] == "last-chorus"), None
    )


def said_last_chorus(song, analysis):
    """How sure the best `last-chorus` suggestion says it is, and whether it is right within 0.5 s.

    None where the song has no annotated chorus, or there is no such suggestion.
    """
    miss = last_chorus_miss(song, analysis)
    suggestion = last_chorus(analysis) if miss is not None else None
    return (suggestion["confidence"], miss <= LAST_CHORUS_WINDOWS["LC.5"]) if suggestion else None


def said_boundaries(song, analysis):
    """How sure each section says that it starts where it does, and whether a section of the
    annotation starts within 0.5 s; without the first one, and without those of a peer that says
    nothing of it.
    """
    starts = [s.start for s in song.sections]
    return [
        (s["confidence"], min(abs(s["start_s"] - start) for start in starts) <= 0.5)
        for s in analysis["sections"][1:]
        if "confidence" in s and s["start_s"] < song.end - EDGE
    ]


def beats(song, rhythm):
    """The F-measures of beats and of downbeats."""
    trimmed = lambda times: mir_eval.beat.trim_beats(np.array(times, dtype=float))
    f_measure = lambda truth, guess: mir_eval.beat.f_measure(trimmed(truth), trimmed(guess))
    return {
        "beat": f_measure([time for time, _ in song.beats], rhythm["beats_s"]),
        "down": f_measure([time for time, first in song.beats if first], rhythm["downbeats_s"]),
    }


def lyric_starts(song, found):
    """start3: in written order where as many sections were named as are annotated, otherwise by the
    nearest one.

    None where the analysis had no lyrics, or nothing sung is annotated.
    """
    if song.functions:
        starts = [s.start for s in song.functions if s.label in SUNG]
    else:
        starts = [s.start for s in song.sections if s.label.startswith(("R", "V"))]
    placed = [
        s["start_s"]
        for s in found
        if s.get("lyrics_section") and s.get("lyrics_section_begins", True)
    ]
    if not placed or not starts:
        return None
    if len(placed) == len(starts):
        misses = np.abs(np.subtract(placed, starts))
    else:
        misses = np.array([min(abs(place - start) for place in placed) for start in starts])
    return float(np.mean(misses <= 3))
