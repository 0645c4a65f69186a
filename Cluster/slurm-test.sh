#!/bin/bash
# Runs a job array of random checks on a real Slurm of one node, kills a task in the middle
# of its work, requeues it, and compares the merged digest with that of a run without shards.
#
# Slurm and MUNGE are installed by apt if they are missing. They run on a configuration, a
# key, ports and folders of their own, so that a Slurm that is there already is not touched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

CASES=${CASES:-2048}
SHARDS=8
VICTIM=3
RMSPEC=${RMSPEC:-.build/release/rmspec}
PATH=$PATH:/usr/sbin:/sbin

folder=$(mktemp -d)
chmod 755 "$folder"
pids=()
job=

finish() {
  local status=$?
  trap - EXIT
  [ -z "$job" ] || scancel "$job" 2> /dev/null || true
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2> /dev/null || true; done
  if [ "$status" != 0 ]; then
    echo "slurm-test: failed; the logs:" >&2
    tail -n 15 "$folder"/*.log >&2 || true
  fi
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  echo "slurm-test: $*" >&2
  exit 1
}

# Waits until a command succeeds, at most as many seconds as told.
await() {
  local what=$1 seconds=$2
  shift 2
  local end=$((SECONDS + seconds))
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what: not within $seconds s"
    sleep 0.1
  done
}

Scripts/setup.sh slurm
[ -x "$RMSPEC" ] || fail "there is no $RMSPEC; run make build"

# Ports that nobody listens on.
ports=$(python3 - << 'PYTHON'
import socket
sockets = [socket.socket() for _ in range(2)]
for one in sockets:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in sockets))
PYTHON
)
read -r controller_port node_port <<< "$ports"

export SLURM_CONF=$folder/slurm.conf
user=$(id -un)
cat > "$SLURM_CONF" << CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
JobRequeue=1
MinJobAge=3600
SchedulerParameters=sched_interval=2
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=4000 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
mkdir "$folder/state" "$folder/spool"
(umask 077 && head -c 1024 /dev/urandom > "$folder/munge.key")

munged --foreground --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
  --pid-file="$folder/munged.pid" --seed-file="$folder/munged.seed" \
  --log-file="$folder/munged.log" > "$folder/munged-start.log" 2>&1 &
pids+=($!)
await 'MUNGE starts' 20 munge --no-input --socket="$folder/munge.socket"
slurmctld -D > "$folder/slurmctld-start.log" 2>&1 &
pids+=($!)
slurmd -D > "$folder/slurmd-start.log" 2>&1 &
pids+=($!)
is_idle() { [ "$(sinfo --noheader --format=%t)" = idle ]; }
await 'the node is idle' 30 is_idle
echo "$(sinfo --version), one node of $(nproc) processors"

echo "== $SHARDS tasks share $CASES random cases"
results=$folder/results
start=$SECONDS
job=$(CASES=$CASES SHARDS=$SHARDS RMSPEC=$RMSPEC RESULTS=$results \
  sbatch --parsable --array="1-$SHARDS" --output="$folder/task-%a.log" \
  --mem=100M Cluster/random-check.sbatch)

task=$results/$VICTIM.jsonl
blocks=$((CASES / 32 / SHARDS))
done_blocks() { echo $(($(wc -l < "$1" 2> /dev/null || echo 1) - 1)); }
has_begun() { [ "$(done_blocks "$task")" -ge 2 ]; }
await "task $VICTIM has done two blocks" 120 has_begun
# The path is of this test alone, so no other process has it.
victim=$(pgrep --full --exact -- ".*check .*--results $task.*")
kill -9 "$victim"
state() { scontrol --oneliner show job "${job}_$VICTIM" | grep -o 'JobState=[A-Z]*'; }
has_failed() { [ "$(state)" = JobState=FAILED ]; }
await "the killed task has failed" 30 has_failed
cp "$task" "$folder/killed.jsonl"
killed=$(done_blocks "$folder/killed.jsonl")
[ "$killed" -lt "$blocks" ] || fail 'the task was done before it was killed'
echo "task $VICTIM killed after $killed of its $blocks blocks; requeued"
scontrol requeue "${job}_$VICTIM"
# Slurm would let it wait for two minutes.
scontrol update "JobId=${job}_$VICTIM" StartTime=now
has_ended() { [ -z "$(squeue --noheader --array --states=PENDING,RUNNING,COMPLETING)" ]; }
await 'all tasks end' 300 has_ended
echo "all tasks ended after $((SECONDS - start)) s"

grep "going on after $killed of $blocks blocks" "$folder/task-$VICTIM.log" ||
  fail 'the requeued task began again'
cmp --bytes="$(stat --format=%s "$folder/killed.jsonl")" "$folder/killed.jsonl" "$task" ||
  fail 'what the killed task had done was not kept'

digest() { sed -n 's/^  digest //p'; }
echo '== the same cases without shards'
start=$SECONDS
"$RMSPEC" check --random "$CASES" --results "$folder/whole.jsonl" > "$folder/whole.log"
whole=$(digest < "$folder/whole.log")
echo "one process ended after $((SECONDS - start)) s"
"$RMSPEC" merge "$results"/*.jsonl | tee "$folder/merged.log"
merged=$(digest < "$folder/merged.log")
[ -n "$whole" ] && [ "$merged" = "$whole" ] ||
  fail "the digests differ: $merged merged, $whole without shards"
echo "without shards: digest $whole"

echo '== what must be refused'
# Exits with status 2, and says why.
refused() {
  local status=0
  "$RMSPEC" merge "$@" > /dev/null || status=$?
  [ $status = 2 ] || fail "status $status where 2 was expected: merge $*"
}
cp -r "$results" "$folder/altered"
sed -i '3s/"conforming":\([0-9]\)/"conforming":9\1/' "$folder/altered/5.jsonl"
refused "$folder"/altered/*.jsonl
sed -i '3s/"values":\([0-9]\)/"values":9\1/' "$folder/altered/5.jsonl"
refused "$folder"/altered/*.jsonl
rm "$folder/altered/5.jsonl"
refused "$folder"/altered/*.jsonl
echo 'slurm-test: all is well'
