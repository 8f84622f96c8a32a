#!/usr/bin/env bash
# Runs the tests of the audio targets under the address sanitizer, then under the thread sanitizer.
# With an argument, `address` or `thread`, under that one alone; further arguments go to `swift test`.
# The other targets take too long for every change (some 12 minutes of processor time to build, and 16
# to test); by hand, one by one:
#   SEGUE_ROOMS= Tests/sanitize.sh thread --filter '^SongRunsTests[.]'
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install ffmpeg
export SEGUE_ROOMS=${SEGUE_ROOMS-audio}  # see the end of Package.swift
export LSAN_OPTIONS="suppressions=$PWD/Tests/leak-suppressions.txt:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$PWD/Tests/race-suppressions.txt"
for sanitizer in ${1:-address thread}; do
  echo "== $sanitizer sanitizer"
  swift test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" "${@:2}"
done
