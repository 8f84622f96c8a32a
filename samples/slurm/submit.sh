#!/usr/bin/env bash
# Submits a batch to Slurm, and its collection for when every shard has ended: submit.sh INPUT OUTPUT
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
shards=$(sbatch --parsable "$here/shard.sbatch" "$1" "$2")
collect=$(sbatch --parsable --dependency="afterany:$shards" "$here/collect.sbatch" "$2")
echo "shards $shards, collect $collect"
