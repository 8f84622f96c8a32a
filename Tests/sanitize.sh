#!/usr/bin/env bash
# Runs the tests of the audio targets under the address sanitizer, then under the thread sanitizer.
# With an argument, `address` or `thread`, under that one alone.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install pkg-config libmpg123-dev libsndfile1-dev libfftw3-dev ffmpeg python3-jsonschema
for sanitizer in ${1:-address thread}; do
  echo "== $sanitizer sanitizer"
  swift test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" \
    --filter '^(AudioModel|AudioDecoding|SongAnalysis)Tests\.'
done
