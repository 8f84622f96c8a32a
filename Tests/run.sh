#!/usr/bin/env bash
# Installs what the tests need, where it is missing, and runs all of them (Debian 12, Ubuntu 24.04).
# Arguments are passed to `swift test`, such as --filter LoudnessMeterTests.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install ffmpeg python3-jsonschema
exec swift test --explicit-target-dependency-import-check error "$@"
