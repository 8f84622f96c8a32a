#!/usr/bin/env bash
# A real run under Slurm (Debian 12, Ubuntu 24.04): an array of 4 shards over 40 songs, of which one is
# killed and done again, and the collection, equal to what one machine makes of the same songs.
# Slurm of one node is configured here, listens on this machine alone, and is ended with the script.
# Needs the release build of `segue`.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install slurm-wlm munge
samples=$PWD/samples
PATH=$(swift build -c release --show-bin-path):$PATH
work=$(mktemp -d)
chmod 755 "$work"
pids=()
finish() {
  status=$?
  [ "$status" -eq 0 ] || tail -n 20 "$work"/*.log >&2 || true
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

# Runs a command until it succeeds, for five minutes.
until_true() {
  for _ in $(seq 1500); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  echo "segue: waited in vain for: $*" >&2
  exit 1
}

# Slurm, of one node and of the present user.
user=$(id -un)
host=$(hostname -s)
mkdir -p "$work"/{munge,ctld,slurmd}
chmod 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
chmod 400 "$work/munge/key"
socket=$work/munge.socket
munged --foreground --force --key-file="$work/munge/key" --socket="$socket" \
  --pid-file="$work/munge/pid" --seed-file="$work/munge/seed" \
  --log-file="$work/munge/log" 2>"$work/munged.log" &
pids+=($!)
until_true test -S "$socket"
# Two ports that nobody listens on.
read -r controller daemon < <(/usr/bin/python3 -c '
import socket
free = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(server.getsockname()[1] for server in free))')
cat >"$work/slurm.conf" <<CONF
ClusterName=segue
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller
SlurmdPort=$daemon
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket=$socket
CredType=cred/munge
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$work/ctld
SlurmdSpoolDir=$work/slurmd
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=2
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" >"$work/slurmd.log" 2>&1 &
pids+=($!)
until_true sh -c "sinfo --noheader --format=%t | grep -q -E 'idle|mix|alloc'"

# Forty songs of different content: the samples, with another title each (ID3v1).
mkdir "$work/songs"
number=0
while [ "$number" -lt 40 ]; do
  for song in "$samples"/songs/*.mp3; do
    { cat "$song"; printf 'TAG%-125d' "$number"; } >"$work/songs/$number.mp3"
    number=$((number + 1))
  done
done
cd "$work"

ended() { jobs=$(squeue --noheader --job "$1") && [ -z "$jobs" ]; }

# The array; its third shard is killed once it has done a song.
read -r _ shards _ collect < <("$samples/slurm/submit.sh" songs slurm)
shards=${shards%,}
until_true test -s slurm/ledgers/2-of-4.jsonl
scancel --signal=KILL --full "${shards}_2"
until_true ended "$shards"
until_true ended "$collect"
grep "not complete: shard 2/4" "segue-collect-$collect.log"

# That shard again, and the collection.
again=$(SHARD=2/4 sbatch --parsable --array=0 --export=ALL "$samples/slurm/shard.sbatch" songs slurm)
collect=$(sbatch --parsable --dependency="afterok:$again" "$samples/slurm/collect.sbatch" slurm)
until_true ended "$collect"
cat "segue-${again}_0.log" "segue-collect-$collect.log"
grep -q "40 of 40 songs analysed" "segue-collect-$collect.log"

# One machine makes the same of it.
segue batch songs --output alone
diff -r slurm/results alone/results
for table in songs.jsonl songs.csv index.html; do cmp "slurm/$table" "alone/$table"; done
echo "segue: 4 shards under Slurm, one killed and done again, equal one machine"
