#!/usr/bin/env bash
# Installs what the tests need, where it is missing, and runs all of them (Debian 12, Ubuntu 24.04).
# Arguments are passed to `swift test`, such as --filter LoudnessMeterTests.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install ffmpeg python3-jsonschema
# Servers and clients of the tests share few threads and know time limits, which thousands of tests
# that are all begun at once, as is the rule, do not keep.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift test --explicit-target-dependency-import-check error "$@" 2>&1 | tee "$log" || {
  status=$?
  echo "What failed, out of the lines above:"
  grep -A 9 'recorded an issue' "$log" | grep -v '^◇\|^✔' || true
  exit $status
}
