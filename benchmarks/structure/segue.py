"""Runs `segue analyze`, and finds what it says of a song."""

import json
import os
import subprocess
import sys

SEGUE = os.path.join(os.path.dirname(__file__), "..", "..", ".build", "release", "segue")


def analyze(segue, files, lyrics=None, words=None, notices=True):
    """The lines of JSON that one process prints; what it could not analyse it says itself.

    Lyrics and words belong to one song, so with them `files` is a list of one. Without `notices`
    it says nothing of what it did analyse.
    """
    command = [segue, "analyze", *files]
    command += ["--lyrics", lyrics] if lyrics else []
    command += ["--words", words] if words else []
    try:
        done = subprocess.run(
            [*command, "--no-library", "--format", "jsonl", "--quiet"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    except OSError as error:
        raise SystemExit(f"{segue}: {error.strerror}; build it first, or say --segue PATH")
    if done.returncode == 64:  # EX_USAGE: no song would fare better
        sys.stderr.write(done.stderr)
        raise SystemExit(f"{segue} does not know one of these options: {' '.join(command[2:])}")
    if notices or done.returncode:
        sys.stderr.write(done.stderr)
    return done.stdout.splitlines()


def by_name(lines):
    """Analyses by the name of their song; lines that say why a song failed are left out."""
    rows = [json.loads(line) for line in lines if line.strip()]
    return {name_of(row): row for row in rows if "sections" in row}


def name_of(analysis):
    """The name of an analysis' song: its file's, without folder and extension."""
    return os.path.splitext(os.path.basename(analysis["source"]["path"]))[0]
