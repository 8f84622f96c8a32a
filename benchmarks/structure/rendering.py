"""Plays MIDI files with a General MIDI sound font."""

import os
import subprocess

# Debian's package fluid-soundfont-gm.
SOUND_FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"


def write_sound(midi, base, gain, rate):
    """Writes what a pretty_midi song sounds like as BASE.wav, at a gain and a rate in Hz."""
    path = base + ".mid"
    midi.write(path)
    command = f"fluidsynth -ni -q -g {gain} -r {rate} -F".split()
    subprocess.run(
        [*command, base + ".wav", SOUND_FONT, path], check=True, stdout=subprocess.DEVNULL
    )
    os.remove(path)
