#!/usr/bin/env python3
"""Annotated songs that providers made: provider_songs.py REPOSITORY OUT

  git clone https://github.com/aivisionlabs/melodia-website
  benchmarks/structure/provider_songs.py melodia-website OUT
  benchmarks/structure/evaluate.py OUT --lyrics --words

Ten songs whose lines were published with markers and a provider's times, seven of them on a grid of
0.743 s. A section starts with its first line and ends where the next one starts, or with its last
line where nobody sings for longer than REST after that. So what is known here is when is sung, not
where bar lines are: what is right within 3 s counts, and what is within 0.5 s says little.
"""

import argparse
import json
import os
import re
import shutil
import subprocess

# The songs by their files of sound and of lyrics; others have no sound, no markers, or are the same.
SONGS = {
    "akash-birthday": "akash-birthday-bash",
    "birthday-queen": "lipsa-birthday-song",
    "blue-party": "birthday-blue-party",
    "kaleidoscope": "kaleidoscope-heart",
    "kids-musical": "kids-night-musical",
    "nirvan-birthday": "nirvan-birthday-song",
    "office-love": "same-office-different-hearts",
    "ruchi-my-queen": "ruchi-my-queen",
    "sweet-dreams-tonight": "sweet-dreams-tonight",
    "wedding-anthem": "ram-akanksha-wedding-anthem",
}

# A marker of these lyrics, such as "[Verse 2]", "( Chorus)" or "[Final Chorus]".
MARKER = re.compile(
    r"[\[(]\s*(?:final )?(verse|pre-chorus|chorus|bridge|outro|intro)\b.*[\])]", re.IGNORECASE
)

# For how long nobody sings, in seconds, where there is an instrumental: two bars and more.
REST = 6.0


def parts(lines):
    """The parts of the lyrics: the marker as written, its kind, and the lines that are sung."""
    found = []
    for line in lines:
        marker = MARKER.fullmatch(line["text"].strip())
        if marker:
            found.append((line["text"].strip().replace("( ", "("), marker[1].lower(), []))
        elif found:
            found[-1][2].append(line)
    return [part for part in found if part[2]]


def sections(found, duration):
    """Rows of start, end and label in seconds, from the first line to the end of the song."""
    rows = []
    starts = [lines[0]["start"] / 1000 for _, _, lines in found]
    for (_, kind, lines), start, following in zip(found, starts, starts[1:] + [duration]):
        end = max(line["end"] for line in lines) / 1000
        if following - end <= REST:
            rows.append((start, following, kind))
        else:
            between = "outro" if following == duration else "instrumental"
            rows += [(start, end, kind), (end, following, between)]
    return [(0.0, starts[0], "intro")] + rows if starts[0] > 1 else rows


def duration(audio):
    """How long a song is, in seconds."""
    fields = ["-show_entries", "format=duration", "-of", "csv=p=0"]
    return float(subprocess.check_output(["ffprobe", "-v", "error", *fields, audio]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("repository", metavar="REPOSITORY")
    parser.add_argument("out", metavar="OUT")
    options = parser.parse_args()

    os.makedirs(options.out, exist_ok=True)
    for song, lyrics in SONGS.items():
        audio = os.path.join(options.repository, "public", "audio", song + ".mp3")
        published = os.path.join(options.repository, "public", "lyrics", lyrics + ".json")
        base = os.path.join(options.out, song)
        with open(published, encoding="utf-8") as file:
            found = parts(json.load(file))
        shutil.copy(audio, base + ".mp3")
        shutil.copy(published, base + ".words.json")
        with open(base + ".lab", "w") as file:
            rows = sections(found, duration(audio))
            file.writelines(f"{start:.3f}\t{end:.3f}\t{label}\n" for start, end, label in rows)
        with open(base + ".lyrics.txt", "w", encoding="utf-8") as file:
            texts = ([marker, *(line["text"] for line in lines)] for marker, _, lines in found)
            file.write("\n\n".join("\n".join(text) for text in texts) + "\n")


if __name__ == "__main__":
    main()
