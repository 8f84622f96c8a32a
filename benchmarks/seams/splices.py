"""Makes songs that go on well at a bar line, and songs that go on badly in one known way.

The studio recording is the annotated song, 6 dB lower so that a fault of +6 dB does not clip. A
crop is a downbeat at the end of a section. The continuation starts at the end of a later section of
the same kind, so that the song itself makes that transition, or, where there is none, at any later
one. The source is the song up to 10 s behind the crop, so the continuation is not in it. Source and
result are coded by themselves, as MP3. The cut is hard, without a cross-over.
"""

import subprocess
from dataclasses import dataclass

import numpy

RATE = 44100
FFMPEG = ["ffmpeg", "-v", "error", "-nostdin"]
# How ffmpeg is told of samples as they are held here.
RAW = ["-f", "f32le", "-ac", "2", "-ar", str(RATE)]
HEADROOM = 0.5
# What a continuation lasts, in seconds, and what the source goes on after the crop.
CONTINUATION, REST = 40.0, 10.0
FAULTS = [
    "half-beat",
    "+3 dB",
    "-3 dB",
    "+6 dB",
    "-6 dB",
    "key",
    "tempo",
    "gap",
    "shift",
    "exchanged",
]


@dataclass(frozen=True)
class Place:
    """Where a song is cut: the crop, where the continuation comes from, and the beat there, in
    seconds.
    """

    crop: float
    onward: float
    beat: float


@dataclass(frozen=True)
class Splice:
    """One made result: what is wrong with it, where its seam is and by how much its kept part comes
    late, in seconds.
    """

    fault: str
    seam: float
    lag: float
    samples: numpy.ndarray


def decode(path):
    """The samples of a file, frames × 2."""
    command = [*FFMPEG, "-i", path, *RAW, "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return numpy.frombuffer(raw, "<f4").reshape(-1, 2) * HEADROOM


def encode(samples, path, kilobits):
    """Writes an MP3 of constant bit rate."""
    command = [*FFMPEG, "-y", *RAW, "-i", "-", "-b:a", f"{kilobits}k", path]
    subprocess.run(command, input=samples.astype("<f4").tobytes(), check=True)


def processed(samples, *effect):
    """The samples after an effect of sox."""
    raw = ["-t", "f32", "-r", str(RATE), "-c", "2", "-"]
    done = subprocess.run(
        ["sox", *raw, *raw, *effect],
        input=samples.astype("<f4").tobytes(),
        check=True,
        capture_output=True,
    )
    return numpy.frombuffer(done.stdout, "<f4").reshape(-1, 2)


def places(song, count=2):
    """Where a song can be cut; fewer than asked for where its sections do not allow it."""
    if song.beats:
        downbeats = numpy.array([time for time, is_first in song.beats if is_first])
        beats = numpy.array([time for time, _ in song.beats])
    else:
        downbeats = beats = None
    cuts = []
    for before, after in zip(song.sections, song.sections[1:]):
        time = after.start
        if downbeats is not None:
            time = float(downbeats[numpy.argmin(abs(downbeats - time))])
        cuts.append((time, kind(before), kind(after)))
    found = []
    for time, before, after in cuts:
        if not 30 <= time <= 110:
            continue
        later = [cut for cut in cuts if cut[0] > time + REST + 2 and cut[0] + 20 < song.end]
        later.sort(key=lambda cut: (cut[1] != before, cut[2] != after))
        if later:
            found.append(Place(time, later[0][0], beat_at(beats, time)))
    return found[:: max(1, len(found) // count)][:count]


def kind(section):
    """What a section is, without its number or letter."""
    return section.label.split()[0]


def beat_at(beats, time):
    """The length of a beat near a time, in seconds; None where no beats are annotated."""
    if beats is None:
        return None
    near = numpy.argsort(abs(beats - time))[:9]
    return float(numpy.median(numpy.diff(numpy.sort(beats[near]))))


def splices(studio, place, number, other):
    """The right result and a wrong one of each kind, given a number that varies them and another
    song's recording.
    """
    frame = lambda time: int(round(time * RATE))
    crop, onward = frame(place.crop), frame(place.onward)
    new = studio[onward : onward + frame(CONTINUATION)]
    kept = studio[:crop]
    beat = place.beat
    late = studio[onward + frame(beat / 2) : onward + frame(beat / 2 + CONTINUATION)]
    semitones = [1, -2, 3, -1, 2, -4][number % 6]
    tempo = [1.06, 0.92, 1.1, 0.95][number % 4]
    delay = frame([0.003, -0.005, 0.008, -0.002][number % 4])
    shifted = numpy.concatenate([numpy.zeros((delay, 2)), kept]) if delay > 0 else kept[-delay:]
    if number % 2:
        strange = numpy.resize(other, kept.shape)
    else:
        strange = numpy.resize(studio[crop + frame(5) :], kept.shape)
    yield Splice("right", place.crop, 0, numpy.concatenate([kept, new]))
    yield Splice("half-beat", place.crop, 0, numpy.concatenate([kept, late]))
    for gain in [3, -3, 6, -6]:
        yield Splice(
            f"{gain:+d} dB", place.crop, 0, numpy.concatenate([kept, new * 10 ** (gain / 20)])
        )
    yield Splice(
        "key",
        place.crop,
        0,
        numpy.concatenate([kept, processed(new, "pitch", str(100 * semitones))]),
    )
    yield Splice(
        "tempo", place.crop, 0, numpy.concatenate([kept, processed(new, "tempo", "-m", str(tempo))])
    )
    yield Splice(
        "gap",
        place.crop,
        0,
        numpy.concatenate([kept, numpy.concatenate([numpy.zeros((frame(0.02), 2)), new])]),
    )
    yield Splice(
        "shift", place.crop + delay / RATE, delay / RATE, numpy.concatenate([shifted, new])
    )
    yield Splice("exchanged", place.crop, 0, numpy.concatenate([strange, new]))
