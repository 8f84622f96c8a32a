#!/usr/bin/env bash
# Runs the tests of the audio targets under the address sanitizer, then under the thread sanitizer.
# With an argument, `address` or `thread`, under that one alone; further arguments go to `swift test`.
# Optimised, as what users run is: the tests take a tenth of the time, and accesses beyond the end,
# leaks and races are found as without.
# The other targets take too long to build for every change; by hand, one by one:
#   SEGUE_ROOMS= Tests/sanitize.sh thread --filter '^SongRunsTests[.]'
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install ffmpeg
export SEGUE_ROOMS=${SEGUE_ROOMS-audio}  # see the end of Package.swift
export LSAN_OPTIONS="suppressions=$PWD/Tests/leak-suppressions.txt:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$PWD/Tests/race-suppressions.txt"
for sanitizer in ${1:-address thread}; do
  echo "== $sanitizer sanitizer"
  swift test --sanitize="$sanitizer" -Xswiftc -O --scratch-path ".build/$sanitizer" "${@:2}"
done
