#!/usr/bin/env python3
"""Invents pop songs with known sections and renders them: invented_songs.py OUT COUNT [--seed N]

Each song is NAME.wav with NAME.lab (corpus.py says how). Nothing in them is anybody's music: forms,
chords, tunes and drum patterns are drawn at random, with what makes sections hard to find in real
songs: neighbours that share a beat or their chords, fills inside of sections, boundaries without
fill or crash, breaks, upbeats, odd numbers of bars that come back with their section, richer
repeats, a last chorus in another key. Needs fluidsynth with a General MIDI sound font, pretty_midi
and numpy.
"""

import argparse
import os

import numpy as np
import pretty_midi
from rendering import write_sound

MAJOR, MINOR = [0, 2, 4, 5, 7, 9, 11], [0, 2, 3, 5, 7, 8, 10]
KICK, SNARE, CLAP, CLOSED, OPEN, RIDE, CRASH = 36, 38, 39, 42, 46, 51, 49
TOMS = [50, 48, 47, 45, 43]
# Programmes of General MIDI, from 0.
COMPING = [0, 4, 5, 16, 24, 25, 26, 27, 28, 30, 80, 81]
PADS = [48, 49, 50, 51, 52, 88, 89, 91, 61]
BASSES = [32, 33, 34, 35, 36, 38, 39]
LEADS = [52, 53, 54, 56, 65, 66, 68, 71, 73, 80, 81, 85]


# How likely each voice is in a section.
VOICES = {"drums": 0.93, "bass": 0.95, "comping": 0.9, "second": 0.5, "pad": 0.5, "tune": 0.95}
# How likely each way is to close a section.
CLOSES = {
    "plain": 0.22,
    "fill": 0.26,
    "short fill": 0.17,
    "long fill": 0.1,
    "stop": 0.1,
    "break": 0.15,
}
# How likely each length of a section is, in bars.
BARS = {8: 0.62, 4: 0.13, 16: 0.06, 12: 0.04, 6: 0.03, 9: 0.05, 10: 0.04, 7: 0.02, 5: 0.01}


class Part:
    """The music of one kind of section: it comes back wherever the section does."""

    def __init__(self, random, bars, like=None):
        def draw(make, keep):
            keeps = like and random.random() < keep
            return getattr(like, make.__name__) if keeps else make(random)

        self.bars = bars
        self.chords = draw(chords, 0.3)
        self.beat = draw(beat, 0.65)
        self.comping = draw(comping, 0.6)
        self.bass = draw(bass, 0.65)
        self.tune = tune(random)
        self.voices = {name for name, share in VOICES.items() if random.random() < share}
        if like and random.random() < 0.55:
            self.voices = set(like.voices)
        self.push = random.integers(-8, 9)
        self.upbeat = random.random() < 0.45
        self.close = random.choice(list(CLOSES), p=list(CLOSES.values()))
        # The voice that comes or goes after four bars.
        is_late = bars > 4 and random.random() < 0.3
        self.late = random.choice(["second", "pad", "comping"]) if is_late else None
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
    cymbal = random.choice([CLOSED, CLOSED, CLOSED, OPEN, RIDE])
    return kicks, snares, step, cymbal, random.choice([SNARE, SNARE, SNARE, CLAP])


def comping(random):
    """Where chords are struck, on eighths, and how long they last."""
    places = sorted({0, *random.choice(8, size=random.integers(1, 7), replace=False)})
    return (list(range(8)), 0.8) if random.random() < 0.2 else (places, random.uniform(0.5, 2))


def bass(random):
    """Where the bass sounds, on eighths, and whether it leaps to the fifth."""
    places = sorted({0, *random.choice(8, size=random.integers(0, 8), replace=False)})
    return places, random.random() < 0.4


def tune(random):
    """Two motives of two bars each as (place, length, degree), and the order in which they come."""

    def motive():
        places = np.sort(random.choice(16, size=random.integers(4, 12), replace=False)) / 2
        steps = random.integers(-2, 3, size=len(places))
        walk = np.clip(np.cumsum(steps) + random.integers(0, 6), -3, 11)
        lengths = np.diff(np.append(places, 8)) * random.uniform(0.6, 1)
        return list(zip(places, lengths, walk))

    motives = [motive(), motive(), motive()]
    return motives, random.choice(["abac", "aabc", "abab", "aaab", "abcb"])


def length(random):
    """Bars of a section: mostly eight."""
    return int(random.choice(list(BARS), p=list(BARS.values())))


def form(random):
    """The sections of a song as (label, part, times heard before)."""

    def one_of(*ways):
        return ways[random.integers(len(ways))]

    verse = ["verse A"] + one_of(
        [], ["verse A"], ["verse B"], ["verse A", "verse B"], ["verse B", "verse C"]
    )
    chorus = ["chorus A"] + one_of([], ["chorus A"], ["chorus B"], ["chorus B"])
    before = one_of([], ["pre-chorus"])
    between = one_of([], ["bridge A"], ["bridge A"])
    middle = one_of(["bridge B"], ["bridge B", "bridge C"], ["bridge B", *before], ["verse C"], [])
    opening = one_of(["intro"], ["intro", "bridge A"], ["chorus A", "bridge A"], ["bridge A"])
    last = chorus + (chorus if random.random() < 0.4 else [])
    closing = one_of(["ending"], ["bridge A", "ending"], ["post-chorus", "ending"], ["bridge A"])
    second_verse = verse[-random.integers(1, len(verse) + 1) :]
    order = (
        opening
        + verse
        + before
        + chorus
        + between
        + second_verse
        + before
        + chorus
        + middle
        + last
        + closing
    )
    likes = {
        "verse B": "verse A",
        "verse C": "verse B",
        "chorus B": "chorus A",
        "bridge C": "bridge B",
        "bridge A": "intro",
        "ending": "bridge A",
        "post-chorus": "chorus A",
        "pre-chorus": "verse A",
    }
    parts, heard, song = {}, {}, []
    for name in order:
        is_short = name in ("intro", "ending", "post-chorus")
        bars = random.choice([2, 4, 8]) if is_short else None
        if name not in parts:
            parts[name] = Part(random, bars or length(random), parts.get(likes.get(name)))
        song.append((name, parts[name], heard.get(name, 0)))
        heard[name] = heard.get(name, 0) + 1
    return song


class Band:
    """The instruments of one song, and how its players play."""

    def __init__(self, random):
        self.random = random
        self.midi = pretty_midi.PrettyMIDI()
        self.drums = self.hire(0, is_drum=True)
        self.bass = self.hire(random.choice(BASSES))
        self.first = self.hire(random.choice(COMPING))
        self.second = self.hire(random.choice(COMPING))
        self.pad = self.hire(random.choice(PADS))
        self.lead = self.hire(random.choice(LEADS))
        # The length of a beat, in seconds.
        self.beat = 60 / random.uniform(66, 168)
        self.scale = MAJOR if random.random() < 0.6 else MINOR
        self.tonic = random.integers(-5, 7)

    def hire(self, program, is_drum=False):
        """Adds an instrument."""
        self.midi.instruments.append(pretty_midi.Instrument(int(program), is_drum=is_drum))
        return self.midi.instruments[-1]

    def draw_habits(self):
        """Decides what holds for the whole song, once its form is known."""
        random = self.random
        # Silence before the song, in seconds.
        self.lead_in = random.uniform(0, 1.5)
        self.crash_habit = random.uniform(0.2, 1)
        self.crash_inside = random.uniform(0, 0.4)
        self.small_fills = random.uniform(0, 0.6)
        self.loose = random.uniform(0, 0.5)

    def play(self, instrument, pitch, velocity, place, lasts):
        """Plays a note at a place of the song; place and length in beats."""
        start = self.lead_in + (place + self.random.normal(0, 0.006)) * self.beat
        velocity = int(np.clip(velocity + self.random.normal(0, 5), 15, 127))
        pitch = int(np.clip(pitch, 0, 127))
        end = max(0, start) + max(0.05, lasts * self.beat)
        instrument.notes.append(pretty_midi.Note(velocity, pitch, max(0, start), end))


class Bar:
    """One bar of a section, as the band plays it."""

    def __init__(self, band, part, number, base, key, upbeat_follows):
        random = band.random
        self.band, self.part, self.number, self.base, self.key = band, part, number, base, key
        self.chord = part.chords[number % len(part.chords)]
        self.is_last = number == part.bars - 1
        self.upbeat_follows = upbeat_follows
        if self.is_last:
            self.close = part.close
        elif number % 4 == 3 and random.random() < band.small_fills:
            self.close = "short fill"
        else:
            self.close = "plain"
        fills = {
            "fill": 8,
            "short fill": random.choice([12, 14]),
            "long fill": random.choice([0, 2, 4]),
        }
        stops = {"stop": random.choice([6, 8, 12]), "break": 1}
        # The sixteenths from which the drums fill, and all but the tune are silent.
        self.fill_from, self.stop_from = fills.get(self.close, 16), stops.get(self.close, 16)

    def play(self, voices):
        """Plays the voices of the bar."""
        if "drums" in voices:
            self.play_drums()
        if "bass" in voices:
            self.play_bass()
        if "comping" in voices:
            self.play_chords(self.band.first, self.part.comping[0])
        if "second" in voices:
            self.play_chords(self.band.second, [0, 4])
        if "pad" in voices and (self.stop_from > 8 or self.part.turn):
            for degree in (0, 2, 4):
                pitch = self.pitch(self.chord + degree, 5)
                self.band.play(self.band.pad, pitch, 62 + self.part.push, self.base, 3.9)
        if "tune" in voices:
            self.play_tune()
        if self.is_last and self.upbeat_follows:
            self.play_upbeat()

    def pitch(self, degree, octave):
        """The MIDI pitch of a degree of the scale, from 0."""
        scale = self.band.scale
        return 12 * octave + self.key + scale[int(degree) % 7] + 12 * (int(degree) // 7)

    def play_drums(self):
        band, part, random, push = self.band, self.part, self.band.random, self.part.push
        kicks, snares, step, cymbal, backbeat = part.beat
        if part.turn and self.number % 8 >= 4:
            cymbal = OPEN if cymbal == CLOSED else CLOSED
        if random.random() < band.loose:
            kicks = kicks | {int(random.integers(1, 16))}
        for s in range(min(self.fill_from, self.stop_from)):
            place = self.base + s / 4
            if s in kicks:
                band.play(band.drums, KICK, 100 + push, place, 0.2)
            if s in snares:
                band.play(band.drums, backbeat, 96 + push, place, 0.2)
            if s % step == 0:
                band.play(band.drums, cymbal, 70 + push + 12 * (s % 4 == 0), place, 0.2)
        for s in range(self.fill_from, self.stop_from):
            if random.random() < 0.8:
                drum = random.choice([SNARE, *TOMS])
                band.play(band.drums, drum, 88 + 2 * (s - 8), self.base + s / 4, 0.2)
        if random.random() < self.crash_chance():
            band.play(band.drums, CRASH, 104 + push, self.base, 2)

    def crash_chance(self):
        """How likely a crash is on the first beat."""
        if self.number == 0:
            return self.band.crash_habit
        if self.number % 4 == 0:
            return self.band.crash_inside
        return 0.3 if self.close == "break" else 0.02

    def play_bass(self):
        places, leaps = self.part.bass
        for place, following in zip(places, [*places[1:], 8]):
            if 2 * place < self.stop_from:
                pitch = self.pitch(self.chord + (4 if leaps and place > 4 else 0), 3)
                lasts = (following - place) / 2 * 0.9
                self.band.play(
                    self.band.bass, pitch, 92 + self.part.push, self.base + place / 2, lasts
                )

    def play_chords(self, instrument, places):
        lasts = self.part.comping[1]
        for place in places:
            for degree in (0, 2, 4):
                if 2 * place < self.stop_from:
                    pitch = self.pitch(self.chord + degree, 5)
                    # Not above the tune.
                    pitch -= 12 if pitch > 70 else 0
                    self.band.play(
                        instrument, pitch, 74 + self.part.push, self.base + place / 2, lasts
                    )

    def play_tune(self):
        band, part = self.band, self.part
        motives, order = part.tune
        lift = 12 * (band.scale[0] + self.key < 0)
        for place, lasts, degree in motives["abc".index(order[self.number // 2 % 4])]:
            is_here = place // 4 == self.number % 2
            if not is_here or self.close == "break" and not part.turn:
                continue
            if band.random.random() <= 0.4 * band.loose:
                continue
            if self.is_last and self.upbeat_follows and place % 4 >= 2:
                continue
            pitch = self.pitch(degree, 5) + lift
            band.play(band.lead, pitch, 92 + part.push, self.base + place % 4, lasts)

    def play_upbeat(self):
        random = self.band.random
        for s in range(random.integers(1, 5)):
            pitch = self.pitch(random.integers(0, 7), 5)
            self.band.play(self.band.lead, pitch, 90, self.base + 3.5 - s / 2, 0.45)


def voices_of(name, part, heard, random):
    """The voices of a section that was heard so often before."""
    voices = set(part.voices)
    if heard == 0 and name.startswith("verse") and random.random() < 0.25:
        voices.discard("drums")
    if heard and random.random() < 0.4:
        voices.add(random.choice(["second", "pad"]))
    if (name == "intro" or name.startswith("bridge")) and random.random() < 0.5:
        voices.discard("tune")
    return voices


def compose(random):
    """A song as a PrettyMIDI and its sections as (start, end, label) in seconds."""
    band = Band(random)
    song = form(random)
    is_lifted = random.random() < 0.15
    last_chorus = max(i for i, (name, _, _) in enumerate(song) if name.startswith("chorus"))
    band.draw_habits()
    sections, bar = [], 0
    for index, (name, part, heard) in enumerate(song):
        voices = voices_of(name, part, heard, random)
        key = band.tonic + (2 if is_lifted and index >= last_chorus - 1 else 0)
        following = song[index + 1][1] if index + 1 < len(song) else None
        upbeat_follows = following and following.upbeat and "tune" in following.voices
        for number in range(part.bars):
            if number == 4 and part.late:
                voices = voices ^ {part.late}
            Bar(band, part, number, 4 * (bar + number), key, upbeat_follows).play(voices)
        start = band.lead_in + 4 * bar * band.beat
        bar += part.bars
        sections.append((start, band.lead_in + 4 * bar * band.beat, name))
    sections[0] = (0.0, *sections[0][1:])
    return band.midi, sections


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
        write_sound(midi, base, gain=0.5, rate=44100)
        with open(base + ".lab", "w") as file:
            file.writelines(f"{a:.3f}\t{b:.3f}\t{label}\n" for a, b, label in sections)


if __name__ == "__main__":
    main()
