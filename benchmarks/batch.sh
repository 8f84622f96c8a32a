#!/usr/bin/env bash
# What a batch costs: benchmarks/batch.sh [SONGS, 200 unless told]
#
# Makes a catalogue of so many songs from the samples, each with another title (ID3v1) and so of other
# content; analyses it with one job and with two, in turn, three times each; runs it once more with
# nothing to do; and does the same with 10,000 songs of a tenth of a second. Prints the table of
# RESULTS.md: medians, from the summaries that `segue batch` writes.
set -euo pipefail
cd "$(dirname "$0")/.."

count=${1:-200}
segue=$(swift build -c release --show-bin-path)/segue
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/songs" "$work/short"
samples=(samples/songs/*.mp3)
for ((number = 0; number < count; number++)); do
  { cat "${samples[number % ${#samples[@]}]}"; printf 'TAG%-125d' "$number"; } >"$work/songs/$number.mp3"
done
python3 - "$work/short" <<'PYTHON'
import struct, sys
for number in range(10_000):
    samples = struct.pack("<2205h", *([number] * 5 + [4096] * 2200))
    with open(f"{sys.argv[1]}/{number}.wav", "wb") as file:
        file.write(struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVEfmt ", 16, 1, 1,
                               22050, 44100, 2, 16, b"data", len(samples)) + samples)
PYTHON

cat "$work"/songs/* >/dev/null
for round in 1 2 3; do
  for jobs in 1 2; do
    "$segue" batch "$work/songs" --output "$work/out-$jobs-$round" --jobs "$jobs" --quiet 2>/dev/null
  done
done
now() { date +%s.%N; }
begin=$(now)
"$segue" batch "$work/songs" --output "$work/out-1-1" --quiet 2>/dev/null
again=$(now)
"$segue" batch "$work/short" --output "$work/out-short" --quiet 2>/dev/null
before=$(now)
"$segue" batch "$work/short" --output "$work/out-short" --quiet 2>/dev/null
after=$(now)

python3 - "$work" "$count" "$begin" "$again" "$before" "$after" <<'PYTHON'
import json, statistics, sys
work, count, begin, again, before, after = sys.argv[1:]
medians = {}
print("| Jobs | Songs a minute | × real time | CPU s a song | Peak memory, MiB |")
print("|---|---|---|---|---|")
for jobs in (1, 2):
    runs = []
    for number in (1, 2, 3):
        with open(f"{work}/out-{jobs}-{number}/summary.json") as file:
            runs.append(json.load(file)["run"])
    medians[jobs] = {name: statistics.median(run[name] for run in runs)
                     for name in ("songs_per_min", "times_real_time", "cpu_s", "peak_memory_mib")}
    found = medians[jobs]
    print(f"| {jobs} | {found['songs_per_min']:.0f} | {found['times_real_time']:.0f} "
          f"| {found['cpu_s'] / int(count):.3f} | {found['peak_memory_mib']:.1f} |")
gain = medians[2]["songs_per_min"] / medians[1]["songs_per_min"]
print(f"\nTwo jobs are {gain:.2f} times as fast as one.")
print(f"Nothing to do: {count} songs in {float(again) - float(begin):.2f} s, "
      f"10,000 songs in {float(after) - float(before):.2f} s.")
PYTHON
