#!/usr/bin/env python3
"""Renders tablatures whose writers marked the sections as annotated songs: tab_songs.py TABS OUT

TABS is a folder of Guitar Pro files (.gp3, .gp4, .gp5), such as a clone of the public repository
wx405557858/GTPDataset: 4,697 files, a quarter of them with markers. A file is taken if it has
drums, four tracks or more, seven sections or more (5 to 35 s in the median, none above 80 s), of
which at least two are choruses and one is a verse and no more than three in ten have names that say
nothing, and lasts 90 to 400 s; of files whose names differ by a number at the end, one. Writes
NAME.wav with NAME.lab for boundary_weights.py, and NAME.func.lab (names that say nothing are
bridges) and NAME.beats. Repeats are played out, jumps are not. Hands are not exact: notes are moved
by 6 ms and 5 steps of velocity (standard deviations). Needs fluidsynth with a General MIDI sound
font; pip install pyguitarpro pretty_midi numpy.
"""

import argparse
import os
import re
import zlib

import guitarpro
import numpy as np
import pretty_midi
from rendering import write_sound

# In hertz; half of the usual, for half of the time: nothing above 10.5 kHz is looked at.
RATE = 22050
# Ticks of a quarter note, as Guitar Pro files count them.
QUARTER = 960
# The General MIDI programme of a voice, from 0.
VOICE = 53
VOICE_TRACK = r"voc|voi|sing|voz|chant"
# The first pattern that is found names the section.
FUNCTIONS = [
    ("pre-chorus", r"pre[ -]?(ch|ref|bridge)|b-?section|build"),
    ("outro", r"outro|ending|\bend\b|coda|final|fin\b|fade"),
    ("post-chorus", r"post[ -]?ch"),
    ("instrumental", r"pre[ -]?vers"),
    ("chorus", r"ch?or+us|chours|refr|ref\b|coro\b|estribillo|ritornello|hook"),
    ("intro", r"intro|opening|begin"),
    ("verse", r"vers|strof|strophe|couplet|estrofa"),
    ("instrumental", r"solo|instrum|inter|riff|break|lead|theme|harmony|guitar|melody|drum|jam"),
    ("bridge", r"bridge|middle|puente|pont|transition|c-?part"),
]
# In seconds.
LENGTHS = (90, 400)
MEDIAN_SECTIONS = (5, 35)
LONGEST_SECTION = 80


def function(title):
    """What a marker calls its section, None if it cannot be told."""
    return next((name for name, pattern in FUNCTIONS if re.search(pattern, title.lower())), None)


def marker(header):
    """The marker of a measure, None without one or where nothing is written on it."""
    return header.marker.title.strip() or None if header.marker else None


def usable(song):
    """Whether a song has the tracks and the markers that are asked for."""
    titles = [title for title in map(marker, song.measureHeaders) if title]
    functions = [function(title) for title in titles]
    has_form = len(functions) > 5 and functions.count("chorus") > 1 and "verse" in functions
    is_named = functions.count(None) <= 0.3 * len(functions)
    has_drums = any(track.isPercussionTrack for track in song.tracks)
    return has_form and is_named and has_drums and len(song.tracks) > 3


def played(headers):
    """The measures in the order in which they sound: repeats and their endings."""
    order, at, opened, turn = [], 0, 0, 0
    # How often each closing repeat still goes back.
    left = {}
    while at < len(headers) and len(order) < 3000:
        header = headers[at]
        if header.isRepeatOpen and opened != at:
            opened, turn = at, 0
        if header.repeatAlternative and not header.repeatAlternative >> turn & 1:
            at += 1
            continue
        order.append(at)
        if header.repeatClose > 0:
            left.setdefault(at, header.repeatClose)
            if left[at]:
                left[at] -= 1
                at, turn = opened, turn + 1
                continue
            del left[at]
            turn = 0
        at += 1
    return order


def beat_length(header):
    """The length of a beat of a measure, in ticks."""
    return QUARTER * 4 // header.timeSignature.denominator.value


class Clock:
    """When each measure sounds, and each tick in it."""

    def __init__(self, song, order):
        self.changes = sorted([(0, song.tempo), *tempo_changes(song)])
        # Of each place of the order the stretches of one tempo, as (tick, time, seconds per tick).
        self.pieces = []
        # When each place begins, and when the last one ends, in seconds.
        self.lines = []
        now = 0.3
        for index in order:
            header = song.measureHeaders[index]
            signature = header.timeSignature
            end = header.start + QUARTER * 4 * signature.numerator // signature.denominator.value
            inside = {start for start, _ in self.changes if header.start < start < end}
            ticks = sorted({header.start, end} | inside)
            self.lines.append(now)
            self.pieces.append([])
            for a, b in zip(ticks, ticks[1:]):
                rate = self.seconds_per_tick(a)
                self.pieces[-1].append((a, now, rate))
                now += (b - a) * rate
        self.lines.append(now)

    def seconds_per_tick(self, tick):
        """How long a tick is, by the last change of tempo up to it."""
        tempo = [tempo for start, tempo in self.changes if start <= tick][-1]
        return 60 / QUARTER / min(300, max(30, tempo))

    def time(self, place, tick):
        """The time of a tick of the measure at a place of the order, in seconds."""
        pieces = self.pieces[place]
        start, seconds, rate = [p for p in pieces if p[0] <= tick or p is pieces[0]][-1]
        return seconds + (tick - start) * rate


def tempo_changes(song):
    """Every change of tempo, as (tick, beats per minute)."""
    for track in song.tracks:
        for measure in track.measures:
            for voice in measure.voices:
                for beat in voice.beats:
                    change = beat.effect.mixTableChange
                    if change and change.tempo:
                        yield beat.start, change.tempo.value


class Hand:
    """What one track plays."""

    def __init__(self, track, random):
        is_drum = track.isPercussionTrack
        is_voice = re.search(VOICE_TRACK, track.name.lower()) and not is_drum
        program = VOICE if is_voice else min(127, max(0, track.channel.instrument))
        self.part = pretty_midi.Instrument(program, is_drum=is_drum, name=track.name)
        self.random = random
        self.is_drum = is_drum
        self.offset = track.offset
        self.open_strings = {string.number: string.value for string in track.strings}
        # The last note of each string.
        self.sounding = {}
        self.control(7, track.channel.volume, 0)
        self.control(10, track.channel.balance, 0)

    def control(self, number, value, time):
        """Sets a controller of MIDI: 7 is the volume, 10 the place in the stereo field."""
        change = pretty_midi.ControlChange(number, int(np.clip(value, 0, 127)), max(0, time))
        self.part.control_changes.append(change)

    def beat(self, beat, start, end):
        """Plays a beat from start to end, in seconds."""
        change = beat.effect.mixTableChange
        if change and change.volume:
            # Some files tell it in 16 steps.
            scale = 8 if change.volume.value <= 16 else 1
            self.control(7, change.volume.value * scale, start)
        for note in beat.notes:
            self.note(note, start, end)

    def note(self, note, start, end):
        """Plays a note, or holds the one before."""
        pitch = note.value
        if not self.is_drum:
            pitch += self.open_strings.get(note.string, 40) + self.offset
        is_tie = note.type == guitarpro.NoteType.tie
        if is_tie and note.string in self.sounding:
            held = self.sounding[note.string]
            held.end = max(held.end, end)
        if is_tie or note.type == guitarpro.NoteType.rest or not 0 <= pitch <= 127:
            return
        velocity = note.velocity + self.stress(note) + self.random.normal(0, 5)
        begin = max(0, start + self.random.normal(0, 0.006))
        length = max(0.03, self.length(note, end - start))
        sound = pretty_midi.Note(int(np.clip(velocity, 10, 127)), int(pitch), begin, begin + length)
        self.sounding[note.string] = sound
        self.part.notes.append(sound)

    @staticmethod
    def stress(note):
        """What the way of playing adds to the velocity."""
        effect, is_dead = note.effect, note.type == guitarpro.NoteType.dead
        return (
            10 * effect.accentuatedNote - 20 * is_dead - 8 * effect.palmMute - 20 * effect.ghostNote
        )

    @staticmethod
    def length(note, written):
        """How long a note sounds, in seconds, that is written so long."""
        if note.type == guitarpro.NoteType.dead:
            return min(written, 0.04)
        if note.effect.palmMute:
            return min(written, 0.12)
        # A string that may ring on does so for a second.
        return written + note.effect.letRing


def instrument(track, order, clock, random):
    """The part of one track in all measures."""
    hand = Hand(track, random)
    for place, index in enumerate(order):
        for voice in track.measures[index].voices:
            for beat in voice.beats:
                end = beat.start + beat.duration.time
                hand.beat(beat, clock.time(place, beat.start), clock.time(place, end))
    return hand.part


def sections(song, order, clock):
    """Sections as [start, end, title]; what is repeated without another marker in it is one."""
    marked = [
        (clock.lines[place], marker(song.measureHeaders[index]), index)
        for place, index in enumerate(order)
        if marker(song.measureHeaders[index])
    ]
    starts = [
        here
        for before, here in zip([None, *marked], marked)
        if before is None or before[2] != here[2]
    ]
    if starts and starts[0][0] > 3:
        starts.insert(0, (0.0, "intro", None))
    ends = [start for start, _, _ in starts[1:]] + [clock.lines[-1]]
    found = [[start, end, title] for (start, title, _), end in zip(starts, ends)]
    if found:
        found[0][0] = 0.0
    return found


def fits(found, length):
    """Whether a song of these sections is long enough, and finely enough marked."""
    lengths = [end - start for start, end, _ in found]
    return (
        LENGTHS[0] <= length <= LENGTHS[1]
        and len(found) >= 7
        and MEDIAN_SECTIONS[0] <= np.median(lengths) <= MEDIAN_SECTIONS[1]
        and max(lengths) <= LONGEST_SECTION
    )


def render(song, base):
    """Writes one song; nothing if it is too short or too coarsely marked."""
    order = played(song.measureHeaders)
    clock = Clock(song, order)
    found = sections(song, order, clock)
    if not fits(found, clock.lines[-1]):
        return False
    random = np.random.default_rng(zlib.crc32(os.path.basename(base).encode()))
    write_audio(song, order, clock, random, base)
    write_sections(base + ".lab", found)
    write_sections(
        base + ".func.lab",
        [(start, end, function(title) or "bridge") for start, end, title in found],
    )
    with open(base + ".beats", "w") as file:
        for place, index in enumerate(order):
            header = song.measureHeaders[index]
            for beat in range(header.timeSignature.numerator):
                time = clock.time(place, header.start + beat_length(header) * beat)
                file.write(f"{time:.3f}\t{beat + 1}\n")
    return True


def write_audio(song, order, clock, random, base):
    """Writes what the tracks play, all but those that are muted, as BASE.wav."""
    parts = [instrument(track, order, clock, random) for track in song.tracks if not track.isMute]
    midi = pretty_midi.PrettyMIDI()
    midi.instruments = [part for part in parts if part.notes]
    write_sound(midi, base, gain=0.35, rate=RATE)


def write_sections(path, found):
    """Writes sections, one a line."""
    with open(path, "w") as file:
        file.writelines(f"{start:.3f}\t{end:.3f}\t{title}\n" for start, end, title in found)


def tablatures(folder):
    """The Guitar Pro files below a folder, in order."""
    for place, _, files in sorted(os.walk(folder)):
        for file in sorted(files):
            if re.search(r"\.(gp[345]|gtp)$", file, re.I):
                yield os.path.join(place, file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tabs")
    parser.add_argument("out")
    parser.add_argument("--most", type=int, help="stop after so many songs")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    taken = set()
    for path in tablatures(options.tabs):
        if options.most is not None and len(taken) >= options.most:
            break
        file = os.path.basename(path)
        name = re.sub(r"[^A-Za-z0-9]+", "_", os.path.splitext(file)[0])[:60]
        version_of = re.sub(r"_?\d+_?$", "", name.lower())
        if version_of in taken:
            continue
        try:
            song = guitarpro.parse(path)
            if usable(song) and render(song, os.path.join(options.out, name)):
                taken.add(version_of)
        except (guitarpro.GPException, ValueError, IndexError, EOFError) as error:
            print(f"{file}: left out, {error}")
    print(f"{len(taken)} songs in {options.out}")


if __name__ == "__main__":
    main()
