#!/usr/bin/env bash
# From a fresh clone to a suggested request, and to songs: installs what is missing (Debian 12, Ubuntu
# 24.04; as root or with sudo), builds segue, analyses a sample song, prints the request that extends
# it, and then shows the whole way against a provider on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install
swift build -c release --product segue >&2
segue="$(swift build -c release --show-bin-path)/segue"
song=samples/songs/harbour-lights.mp3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "\$ segue analyze $song"
"$segue" analyze "$song"
echo
echo "\$ segue suggest $song --from last-chorus"
"$segue" suggest "$song" --from last-chorus
echo
echo "\$ segue demo"
"$segue" demo --output "$work/segue-demo"
echo "Its folder is removed again; segue demo --output FOLDER keeps one."
