#!/usr/bin/env python3
"""Counts the tables of FormPrior and WholeForm, and the lengths that Segmentation expects: form_prior.py DATASET

DATASET is a clone of the annotations of Nieto et al., The Harmonix Set (ISMIR 2019; MIT licence), of which
`dataset/segments/*.txt` and `dataset/beats_and_downbeats/*.txt` are read. Needs numpy (PyPI). The annotations stay outside the
project: only the shares that this prints are in it.
"""
import collections, glob, math, os, re, sys
import numpy as np

KINDS = ["intro", "verse", "pre-chorus", "chorus", "bridge", "instrumental", "outro"]


def kind(label):
    """The kind of section that an annotator's label stands for; numbers at its end do not matter."""
    label = re.sub(r"[0-9]+$", "", label.lower())
    if label.startswith("prec") or label in ("build", "pre", "prechors"): return "pre-chorus"
    if label.startswith("postc"): return "bridge"
    if "chor" in label or label in ("refrain", "hook"): return "chorus"
    if label.startswith("vers") or label in ("vs", "rap", "raps"): return "verse"
    if label.startswith("intro") or label in ("opening", "fadein"): return "intro"
    if label.startswith("outro") or label in ("ending", "fadeout", "end"): return "outro"
    if label.startswith(("inst", "break", "interlude", "transition")) or "solo" in label or "guitar" in label: return "instrumental"
    return "bridge"


def songs(folder):
    """Of each song: its tempo, the length of its bars, and its sections as (kind, start, end) in seconds."""
    for path in sorted(glob.glob(os.path.join(folder, "dataset/segments/*.txt"))):
        rows = [line.split(None, 1) for line in open(path) if line.strip()]
        beats = np.loadtxt(path.replace("segments", "beats_and_downbeats"))
        bars = beats[beats[:, 1] == 1, 0]
        if len(bars) < 20: continue
        sections = [(kind(a[1].strip()), float(a[0]), float(b[0])) for a, b in zip(rows, rows[1:]) if a[1].strip() != "silence"]
        if sections: yield 60 / np.median(np.diff(beats[:, 0])), np.median(np.diff(bars)), sections


def stretches(sections):
    """The sections of a song with neighbours of one kind joined, as [kind, seconds]."""
    joined = []
    for k, a, b in sections:
        if joined and joined[-1][0] == k: joined[-1][1] += b - a
        else: joined.append([k, b - a])
    return joined


def whole_form(songs):
    """Prints what is counted over whole songs: lengths, choruses, and what follows which pair."""
    print("stretches of one kind: geometric mean in seconds, deviation of the natural logarithm")
    for k in KINDS:
        logs = [math.log(d) for song in songs for name, d in song if name == k]
        print(f"{k:13s} {math.exp(np.mean(logs)):.1f} {np.std(logs):.2f}")
    choruses = [[d for name, d in song if name == "chorus"] for song in songs]
    counts = collections.Counter(min(6, len(c)) for c in choruses)
    print("songs with 0, 1, ... 6 or more choruses: ", " ".join(f"{counts[n] / len(songs):.3f}" for n in range(7)))
    ratios = collections.Counter(round(4 * math.log2(c[-1] / np.median(c[:-1]))) for c in choruses if len(c) > 1)
    smooth = lambda n: (ratios[n - 1] + 2 * ratios[n] + ratios[n + 1]) / 4 / ratios.total()
    print("the last against the middle of the others, in quarter octaves, smoothed:", " ".join(f"{n}: {smooth(n):.3f}" for n in range(-4, 9)))
    two, three = collections.Counter(), collections.Counter()
    for song in songs:
        names = ["song", "song"] + [name for name, _ in song] + ["song"]
        two.update(zip(names[1:], names[2:]))
        three.update(zip(names, names[1:], names[2:]))
    once, twice = collections.Counter(), collections.Counter()
    for (a, b), n in two.items(): once[a] += n
    for (a, b, _), n in three.items(): twice[a, b] += n
    print("how much likelier after the pair than after its second alone:", ", ".join(KINDS + ["end of the song"]))
    for a, b in sorted(twice, key=lambda pair: ([*KINDS, "song"].index(pair[0]), [*KINDS, "song"].index(pair[1]))):
        if twice[a, b] < 50 or b == "song": continue
        share = lambda c: (two[b, c] + 0.05) / (once[b] + 0.4)
        row = [(three[a, b, c] + 8 * share(c)) / (twice[a, b] + 8) / share(c) for c in KINDS + ["song"]]
        print(f"{a:13s} {b:13s}", " ".join(f"{max(0.1, r):.2f}" for r in row))


def main():
    found = list(songs(sys.argv[1]))
    follows = collections.defaultdict(collections.Counter)
    for _, _, sections in found:
        names = ["first"] + [s[0] for s in sections] + ["end"]
        for a, b in zip(names, names[1:]): follows[a][b] += 1
    print(len(found), "songs; what follows what:", ", ".join(KINDS), "end of the song")
    for a in ["first"] + KINDS:
        total = sum(follows[a].values())
        print(f"{a:13s}", " ".join(f"{follows[a][b] / total:.3f}" for b in KINDS + ["end"]))
    print("start as a share of the song, mean and deviation; songs with 1, 2, 3, more of a kind, of those with any")
    for k in KINDS:
        starts = [s[1] / sections[-1][2] for _, _, sections in found for s in sections if s[0] == k]
        counts = [n for _, _, sections in found if (n := sum(s[0] == k for s in sections))]
        shares = [sum(n == c for n in counts) / len(counts) for c in (1, 2, 3)]
        print(f"{k:13s} {np.mean(starts):.2f} {np.std(starts):.2f}  ", " ".join(f"{s:.3f}" for s in shares + [1 - sum(shares)]))
    inner = [(s[2] - s[1], round((s[2] - s[1]) / bar)) for _, bar, sections in found for s in sections[1:-1]]
    bars = collections.Counter(n for _, n in inner)
    print(f"sections last {math.exp(np.mean([math.log(d) for d, _ in inner])):.1f} s; by bars:", " ".join(f"{n}: {c / len(inner):.3f}" for n, c in sorted(bars.items()) if n <= 16))
    whole_form([stretches(sections) for _, _, sections in found])
    tempi = np.log2([t for t, _, _ in found])
    print(f"tempo {2 ** tempi.mean():.1f} beats per minute, deviation {tempi.std():.2f} octaves")


if __name__ == "__main__": main()
