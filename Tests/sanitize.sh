#!/usr/bin/env bash
# Runs the tests of the audio targets under the address sanitizer, then under the thread sanitizer.
# With an argument, `address` or `thread`, under that one alone.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install ffmpeg
export SEGUE_ROOMS=audio  # see the end of Package.swift
export LSAN_OPTIONS="suppressions=$PWD/Tests/leak-suppressions.txt:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$PWD/Tests/race-suppressions.txt"
for sanitizer in ${1:-address thread}; do
  echo "== $sanitizer sanitizer"
  swift test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer"
done
