#!/usr/bin/env python3
"""Invents pop songs with known sections and renders them: invented_songs.py OUT COUNT [--seed N]

Each song is NAME.wav with NAME.lab (corpus.py says how). Nothing in them is anybody's music: forms, chords, tunes and drum patterns are
drawn at random, with what makes sections hard to find in real songs: neighbours that share a beat or their chords, fills inside of
sections, boundaries without fill or crash, breaks, upbeats, odd numbers of bars that come back with their section, richer repeats, a
last chorus in another key. Needs fluidsynth with a General MIDI sound font, pretty_midi and numpy.
"""
import argparse
import os
import subprocess

import numpy as np
import pretty_midi

SOUND_FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
MAJOR, MINOR = [0, 2, 4, 5, 7, 9, 11], [0, 2, 3, 5, 7, 8, 10]
KICK, SNARE, CLAP, CLOSED, OPEN, RIDE, CRASH, TOMS = 36, 38, 39, 42, 46, 51, 49, [50, 48, 47, 45, 43]
COMPING = [0, 4, 5, 16, 24, 25, 26, 27, 28, 30, 80, 81]
PADS = [48, 49, 50, 51, 52, 88, 89, 91, 61]
BASSES = [32, 33, 34, 35, 36, 38, 39]
LEADS = [52, 53, 54, 56, 65, 66, 68, 71, 73, 80, 81, 85]


class Part:
    """The music of one kind of section: it comes back wherever the section does."""

    def __init__(self, random, bars, like=None):
        self.bars = bars
        draw = lambda make, keep: getattr(like, make.__name__) if like and random.random() < keep else make(random)
        self.chords, self.beat, self.comping, self.bass, self.tune = (
            draw(chords, 0.3), draw(beat, 0.65), draw(comping, 0.6), draw(bass, 0.65), tune(random))
        self.voices = {name for name, share in
                       [("drums", 0.93), ("bass", 0.95), ("comping", 0.9), ("second", 0.5), ("pad", 0.5), ("tune", 0.95)]
                       if random.random() < share}
        if like and random.random() < 0.55:
            self.voices = set(like.voices)
        self.push = random.integers(-8, 9)
        self.upbeat = random.random() < 0.45
        self.close = random.choice(["plain", "fill", "short fill", "long fill", "stop", "break"], p=[0.22, 0.26, 0.17, 0.1, 0.1, 0.15])
        self.late = random.choice(["second", "pad", "comping"]) if bars > 4 and random.random() < 0.3 else None
        self.turn = random.random() < 0.25


def chords(random):
    """Degrees of a scale, a bar each, for four or eight bars."""
    size = 4 if random.random() < 0.6 else 8
    common = random.choice([0, 0, 3, 4, 5, 5, 1, 2], size=size)
    common[0] = random.choice([0, 0, 5, 3, 1])
    return list(common)


def beat(random):
    """Where kick, snare and cymbals sound, on sixteenths of a bar."""
    kicks = {0, *random.choice([3, 6, 7, 8, 10, 11, 14], size=random.integers(1, 4), replace=False)}
    kicks = {0, 4, 8, 12} if random.random() < 0.15 else kicks
    snares = {8} if random.random() < 0.15 else {4, 12}
    step = random.choice([1, 2, 2, 2, 4])
    return kicks, snares, step, random.choice([CLOSED, CLOSED, CLOSED, OPEN, RIDE]), random.choice([SNARE, SNARE, SNARE, CLAP])


def comping(random):
    """Where chords are struck, on eighths, and how long they last."""
    places = sorted({0, *random.choice(8, size=random.integers(1, 7), replace=False)})
    return (list(range(8)), 0.8) if random.random() < 0.2 else (places, random.uniform(0.5, 2))


def bass(random):
    """Where the bass sounds, on eighths, and whether it leaps to the fifth."""
    return sorted({0, *random.choice(8, size=random.integers(0, 8), replace=False)}), random.random() < 0.4


def tune(random):
    """Two motives of two bars each as (place, length, degree), and the order in which they come."""
    def motive():
        places = np.sort(random.choice(16, size=random.integers(4, 12), replace=False)) / 2
        walk = np.clip(np.cumsum(random.integers(-2, 3, size=len(places))) + random.integers(0, 6), -3, 11)
        return [(p, l, d) for p, l, d in zip(places, np.diff(np.append(places, 8)) * random.uniform(0.6, 1), walk)]
    return [motive(), motive(), motive()], random.choice(["abac", "aabc", "abab", "aaab", "abcb"])


def length(random):
    """Bars of a section: mostly eight."""
    return int(random.choice([8, 4, 16, 12, 6, 9, 10, 7, 5], p=[0.62, 0.13, 0.06, 0.04, 0.03, 0.05, 0.04, 0.02, 0.01]))


def form(random):
    """The sections of a song as (label, part, times heard before)."""
    parts = {}
    def part(name, like=None, bars=None):
        if name not in parts:
            parts[name] = Part(random, bars or length(random), parts.get(like))
        return name
    verse = ["verse A", *[[], ["verse A"], ["verse B"], ["verse A", "verse B"], ["verse B", "verse C"]][random.integers(5)]]
    chorus = ["chorus A", *[[], ["chorus A"], ["chorus B"], ["chorus B"]][random.integers(4)]]
    before = [[], ["pre-chorus"]][random.integers(2)]
    between = [[], ["bridge A"], ["bridge A"]][random.integers(3)]
    middle = [["bridge B"], ["bridge B", "bridge C"], ["bridge B", *before], ["verse C"], []][random.integers(5)]
    opening = [["intro"], ["intro", "bridge A"], ["chorus A", "bridge A"], ["bridge A"]][random.integers(4)]
    last = chorus + (chorus if random.random() < 0.4 else [])
    closing = [["ending"], ["bridge A", "ending"], ["post-chorus", "ending"], ["bridge A"]][random.integers(4)]
    order = opening + verse + before + chorus + between + verse[-random.integers(1, len(verse) + 1):] + before + chorus + middle + last + closing
    likes = {"verse B": "verse A", "verse C": "verse B", "chorus B": "chorus A", "bridge C": "bridge B", "bridge A": "intro",
             "ending": "bridge A", "post-chorus": "chorus A", "pre-chorus": "verse A"}
    heard, song = {}, []
    for name in order:
        part(name, likes.get(name), bars=random.choice([2, 4, 8]) if name in ("intro", "ending", "post-chorus") else None)
        song.append((name, parts[name], heard.get(name, 0)))
        heard[name] = heard.get(name, 0) + 1
    return song


def compose(random):
    """A song as a PrettyMIDI and its sections as (start, end, label) in seconds."""
    midi = pretty_midi.PrettyMIDI()
    add = lambda program, drum=False: midi.instruments.append(pretty_midi.Instrument(int(program), is_drum=drum)) or midi.instruments[-1]
    drums, low, first, second, pad, lead = (
        add(0, True), add(random.choice(BASSES)), add(random.choice(COMPING)), add(random.choice(COMPING)), add(random.choice(PADS)),
        add(random.choice(LEADS)))
    seconds = 60 / random.uniform(66, 168)
    scale, tonic = (MAJOR if random.random() < 0.6 else MINOR), random.integers(-5, 7)
    song = form(random)
    lifted = max(i for i, (name, _, _) in enumerate(song) if name.startswith("chorus")) - 1 if random.random() < 0.15 else 10**6
    lead_in = random.uniform(0, 1.5)
    crash_habit, crash_inside, small_fills, loose = random.uniform(0.2, 1), random.uniform(0, 0.4), random.uniform(0, 0.6), random.uniform(0, 0.5)
    upbeat_of = lambda i: i + 1 < len(song) and song[i + 1][1].upbeat and "tune" in song[i + 1][1].voices
    sections, bar = [], 0

    def play(instrument, pitch, velocity, place, lasts):
        start = lead_in + (place + random.normal(0, 0.006)) * seconds
        velocity = int(np.clip(velocity + random.normal(0, 5), 15, 127))
        instrument.notes.append(pretty_midi.Note(velocity, int(np.clip(pitch, 0, 127)), max(0, start), max(0, start) + max(0.05, lasts * seconds)))

    for index, (name, part, heard) in enumerate(song):
        voices = set(part.voices)
        if heard == 0 and name.startswith("verse") and random.random() < 0.25: voices.discard("drums")
        if heard and random.random() < 0.4: voices.add(random.choice(["second", "pad"]))
        if name == "intro" or name.startswith("bridge"): voices.discard("tune") if random.random() < 0.5 else None
        key = tonic + (2 if index >= lifted else 0)
        pitch = lambda degree, octave: 12 * octave + key + scale[int(degree) % 7] + 12 * (int(degree) // 7)
        push = part.push
        for b in range(part.bars):
            base, chord = 4 * (bar + b), part.chords[b % len(part.chords)]
            ends, quarter = b == part.bars - 1, b % 4 == 3
            close = part.close if ends else "short fill" if quarter and random.random() < small_fills else "plain"
            fill_from = {"fill": 8, "short fill": random.choice([12, 14]), "long fill": random.choice([0, 2, 4])}.get(close, 16)
            stop_from = {"stop": random.choice([6, 8, 12]), "break": 1}.get(close, 16)
            if b == 4 and part.late: voices = voices ^ {part.late}
            if "drums" in voices:
                kicks, snares, step, cymbal, backbeat = part.beat
                if part.turn and b % 8 >= 4: cymbal = OPEN if cymbal == CLOSED else CLOSED
                if random.random() < loose: kicks = kicks | {int(random.integers(1, 16))}
                for s in range(min(fill_from, stop_from)):
                    if s in kicks: play(drums, KICK, 100 + push, base + s / 4, 0.2)
                    if s in snares: play(drums, backbeat, 96 + push, base + s / 4, 0.2)
                    if s % step == 0: play(drums, cymbal, 70 + push + 12 * (s % 4 == 0), base + s / 4, 0.2)
                for s in range(fill_from, stop_from):
                    if random.random() < 0.8: play(drums, random.choice([SNARE, *TOMS]), 88 + 2 * (s - 8), base + s / 4, 0.2)
                if random.random() < (crash_habit if b == 0 else crash_inside if b % 4 == 0 else 0.3 if close == "break" else 0.02): play(drums, CRASH, 104 + push, base, 2)
            if "bass" in voices:
                places, leaps = part.bass
                for p, q in zip(places, [*places[1:], 8]):
                    if 2 * p < stop_from: play(low, pitch(chord + (4 if leaps and p > 4 else 0), 3), 92 + push, base + p / 2, (q - p) / 2 * 0.9)
            for name_of, instrument, octave in (("comping", first, 5), ("second", second, 5)):
                if name_of in voices:
                    places, lasts = part.comping
                    for p in places if name_of == "comping" else [0, 4]:
                        for d in (0, 2, 4):
                            if 2 * p < stop_from: play(instrument, pitch(chord + d, octave) - (12 if pitch(chord + d, octave) > 70 else 0), 74 + push, base + p / 2, lasts)
            if "pad" in voices and (stop_from > 8 or part.turn):
                for d in (0, 2, 4): play(pad, pitch(chord + d, 5), 62 + push, base, 3.9)
            if "tune" in voices:
                motives, order = part.tune
                for p, lasts, degree in motives["abc".index(order[b // 2 % 4])]:
                    if p // 4 == b % 2 and (close != "break" or part.turn) and random.random() > 0.4 * loose and not (ends and upbeat_of(index) and p % 4 >= 2): play(lead, pitch(degree, 5) + 12 * (scale[0] + key < 0), 92 + push, base + p % 4, lasts)
            if ends and upbeat_of(index):
                for s in range(random.integers(1, 5)): play(lead, pitch(random.integers(0, 7), 5), 90, base + 3.5 - s / 2, 0.45)
        sections.append((lead_in + 4 * bar * seconds, lead_in + 4 * (bar + part.bars) * seconds, name))
        bar += part.bars
    sections[0] = (0.0, *sections[0][1:])
    return midi, sections


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    for number in range(options.count):
        midi, sections = compose(np.random.default_rng([options.seed, number]))
        base = os.path.join(options.out, f"invented-{options.seed}-{number:03d}")
        midi.write(base + ".mid")
        subprocess.run(["fluidsynth", "-ni", "-q", "-g", "0.5", "-r", "44100", "-F", base + ".wav", SOUND_FONT, base + ".mid"], check=True, stdout=subprocess.DEVNULL)
        os.remove(base + ".mid")
        with open(base + ".lab", "w") as file:
            file.writelines(f"{a:.3f}\t{b:.3f}\t{label}\n" for a, b, label in sections)


if __name__ == "__main__":
    main()
