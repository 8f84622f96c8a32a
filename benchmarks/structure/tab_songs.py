#!/usr/bin/env python3
"""Renders tablatures whose writers marked the sections as annotated songs: tab_songs.py TABS OUT

TABS is a folder of Guitar Pro files (.gp3, .gp4, .gp5), such as a clone of the public repository wx405557858/GTPDataset: 4,697
files, a quarter of them with markers. A file is taken if it has drums, four tracks or more, seven sections or more (5 to 35 s in the
median, none above 80 s), of which at least two are choruses and one is a verse and no more than three in ten have names that say
nothing, and lasts 90 to 400 s; of files whose names differ by a number at the end, one. Writes NAME.wav with NAME.lab for
boundary_weights.py, and NAME.func.lab (names that say nothing are bridges) and NAME.beats. Repeats are played out, jumps are not. Hands
are not exact: notes are moved by 6 ms and 5 steps of velocity (standard deviations). Needs fluidsynth with a General MIDI sound font;
pip install pyguitarpro pretty_midi numpy.
"""
import argparse
import os
import re
import subprocess
import zlib

import guitarpro
import numpy as np
import pretty_midi

SOUND_FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
QUARTER = 960
# In hertz; half of the usual, for half of the time: nothing above 10.5 kHz is looked at.
RATE = "22050"
VOICE = 53
FUNCTIONS = [
    ("pre-chorus", r"pre[ -]?(ch|ref|bridge)|b-?section|build"), ("outro", r"outro|ending|\bend\b|coda|final|fin\b|fade"),
    ("post-chorus", r"post[ -]?ch"), ("instrumental", r"pre[ -]?vers"), ("chorus", r"ch?or+us|chours|refr|ref\b|coro\b|estribillo|ritornello|hook"),
    ("intro", r"intro|opening|begin"), ("verse", r"vers|strof|strophe|couplet|estrofa"),
    ("instrumental", r"solo|instrum|inter|riff|break|lead|theme|harmony|guitar|melody|drum|jam"), ("bridge", r"bridge|middle|puente|pont|transition|c-?part"),
]


def function(title):
    """What a marker calls its section, None if it cannot be told."""
    return next((name for name, pattern in FUNCTIONS if re.search(pattern, title.lower())), None)


def titles(song):
    """The markers of a song, as written."""
    return [h.marker.title for h in song.measureHeaders if h.marker and h.marker.title.strip()]


def usable(song):
    """Whether a song has the tracks and the markers that are asked for."""
    functions = [function(title) for title in titles(song)]
    return (len(functions) > 5 and functions.count("chorus") > 1 and "verse" in functions and functions.count(None) <= 0.3 * len(functions)
            and len(song.tracks) > 3 and any(track.isPercussionTrack for track in song.tracks))


def played(headers):
    """The measures in the order in which they sound: repeats and their endings."""
    order, at, opened, turn, left = [], 0, 0, 0, {}
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


class Clock:
    """When each measure sounds, and each tick in it."""

    def __init__(self, song, order):
        changes = [(0, song.tempo)] + [
            (beat.start, beat.effect.mixTableChange.tempo.value) for track in song.tracks for measure in track.measures for voice in measure.voices
            for beat in voice.beats if beat.effect.mixTableChange and beat.effect.mixTableChange.tempo]
        changes.sort()
        rate = lambda tick: 60 / QUARTER / min(300, max(30, [tempo for start, tempo in changes if start <= tick][-1]))
        self.pieces, self.lines, now = [], [], 0.3
        for index in order:
            header = song.measureHeaders[index]
            end = header.start + QUARTER * 4 * header.timeSignature.numerator // header.timeSignature.denominator.value
            ticks = sorted({header.start, end, *(start for start, _ in changes if header.start < start < end)})
            self.lines.append(now)
            self.pieces.append([])
            for a, b in zip(ticks, ticks[1:]):
                self.pieces[-1].append((a, now, rate(a)))
                now += (b - a) * rate(a)
        self.lines.append(now)

    def time(self, place, tick):
        """The time of a tick of the measure at a place of the order, in seconds."""
        start, seconds, rate = [p for p in self.pieces[place] if p[0] <= tick or p is self.pieces[place][0]][-1]
        return seconds + (tick - start) * rate


def instrument(track, order, clock, random):
    """What one track plays."""
    is_voice = re.search(r"voc|voi|sing|voz|chant", track.name.lower())
    program = VOICE if is_voice and not track.isPercussionTrack else min(127, max(0, track.channel.instrument))
    part = pretty_midi.Instrument(program, is_drum=track.isPercussionTrack, name=track.name)
    control = lambda number, value, time: part.control_changes.append(pretty_midi.ControlChange(number, int(np.clip(value, 0, 127)), max(0, time)))
    control(7, track.channel.volume, 0)
    control(10, track.channel.balance, 0)
    open_strings = {string.number: string.value for string in track.strings}
    sounding = {}
    for place, index in enumerate(order):
        for beat in (beat for voice in track.measures[index].voices for beat in voice.beats):
            start, end = clock.time(place, beat.start), clock.time(place, beat.start + beat.duration.time)
            change = beat.effect.mixTableChange
            if change and change.volume:
                control(7, change.volume.value * (8 if change.volume.value <= 16 else 1), start)
            for note in beat.notes:
                pitch = note.value + (0 if track.isPercussionTrack else open_strings.get(note.string, 40) + track.offset)
                if note.type == guitarpro.NoteType.tie and note.string in sounding:
                    sounding[note.string].end = max(sounding[note.string].end, end)
                if note.type in (guitarpro.NoteType.tie, guitarpro.NoteType.rest) or not 0 <= pitch <= 127:
                    continue
                effect, is_dead = note.effect, note.type == guitarpro.NoteType.dead
                # A string that may ring on does so for a second.
                length = min(end - start, 0.04) if is_dead else min(end - start, 0.12) if effect.palmMute else end - start + effect.letRing
                velocity = note.velocity - 20 * is_dead - 8 * effect.palmMute - 20 * effect.ghostNote + 10 * effect.accentuatedNote + random.normal(0, 5)
                begin = max(0, start + random.normal(0, 0.006))
                sounding[note.string] = pretty_midi.Note(int(np.clip(velocity, 10, 127)), int(pitch), begin, begin + max(0.03, length))
                part.notes.append(sounding[note.string])
    return part


def sections(song, order, clock):
    """Sections as [start, end, title]; what is repeated without another marker in it is one section."""
    starts = [(clock.lines[place], song.measureHeaders[index].marker.title.strip(), index) for place, index in enumerate(order)
              if song.measureHeaders[index].marker and song.measureHeaders[index].marker.title.strip()]
    starts = [s for previous, s in zip([None, *starts], starts) if previous is None or previous[2] != s[2]]
    if starts and starts[0][0] > 3:
        starts.insert(0, (0.0, "intro", None))
    ends = [start for start, _, _ in starts[1:]] + [clock.lines[-1]]
    found = [[start, end, title] for (start, title, _), end in zip(starts, ends)]
    if found:
        found[0][0] = 0.0
    return found


def render(song, base):
    """Writes one song; nothing if it is too short or too coarsely marked."""
    random = np.random.default_rng(zlib.crc32(os.path.basename(base).encode()))
    order = played(song.measureHeaders)
    clock = Clock(song, order)
    found = sections(song, order, clock)
    lengths = [end - start for start, end, _ in found]
    if not 90 <= clock.lines[-1] <= 400 or len(found) < 7 or not 5 <= np.median(lengths) <= 35 or max(lengths) > 80:
        return False
    midi = pretty_midi.PrettyMIDI()
    midi.instruments = [part for part in (instrument(t, order, clock, random) for t in song.tracks if not t.isMute) if part.notes]
    midi.write(base + ".mid")
    subprocess.run(["fluidsynth", "-ni", "-q", "-g", "0.35", "-r", RATE, "-F", base + ".wav", SOUND_FONT, base + ".mid"], check=True, stdout=subprocess.DEVNULL)
    os.remove(base + ".mid")
    with open(base + ".lab", "w") as file:
        file.writelines(f"{start:.3f}\t{end:.3f}\t{title}\n" for start, end, title in found)
    with open(base + ".func.lab", "w") as file:
        file.writelines(f"{start:.3f}\t{end:.3f}\t{function(title) or 'bridge'}\n" for start, end, title in found)
    with open(base + ".beats", "w") as file:
        for place, index in enumerate(order):
            header = song.measureHeaders[index]
            beat = QUARTER * 4 // header.timeSignature.denominator.value
            file.writelines(f"{clock.time(place, header.start + beat * k):.3f}\t{k + 1}\n" for k in range(header.timeSignature.numerator))
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tabs")
    parser.add_argument("out")
    parser.add_argument("--most", type=int, help="stop after so many songs")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    taken = set()
    for folder, _, files in sorted(os.walk(options.tabs)):
        for file in sorted(f for f in files if re.search(r"\.(gp[345]|gtp)$", f, re.I)):
            name = re.sub(r"[^A-Za-z0-9]+", "_", os.path.splitext(file)[0])[:60]
            version_of = re.sub(r"_?\d+_?$", "", name.lower())
            if version_of in taken or options.most is not None and len(taken) >= options.most:
                continue
            try:
                song = guitarpro.parse(os.path.join(folder, file))
                if usable(song) and render(song, os.path.join(options.out, name)):
                    taken.add(version_of)
            except (guitarpro.GPException, ValueError, IndexError, EOFError) as error:
                print(f"{file}: left out, {error}")
    print(f"{len(taken)} songs in {options.out}")


if __name__ == "__main__":
    main()
