#!/usr/bin/env bash
# Kills a serving proxy under load without warning (kill -9) at random moments, and looks what is
# left: databases that open and are sound, answered requests, apps, budgets, the graph file. Among
# the rounds are some with a full disk, a read-only home, two processes on one home, and a clock that
# jumps both ways. Prints a line for each round and a summary.
#
#   scripts/kill.sh [ROUNDS] [--seed N] [--only VARIANT] [--keep]     200 rounds without arguments
#
# Needs Python 3.11. A full disk and a read-only home need root (a small tmpfs is mounted), the clock
# needs libfaketime (Debian's package faketime); where they are missing, these rounds are plain ones
# and the summary says so. Ends with 0 if nothing was lost that must not be, with 1 otherwise.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
command -v python3 >/dev/null || {
  echo 'kill.sh: Python 3 is not on the path.' >&2
  exit 1
}
rounds=200
case ${1:-} in
  '' | -*) ;;
  *)
    rounds=$1
    shift
    ;;
esac
program="$here/../signalbox"
if [ -n "${SIGNALBOX_KILL_PROGRAM:-}" ]; then
  program=$SIGNALBOX_KILL_PROGRAM
else
  # Builds if need be, so that no round waits for it.
  "$program" --version >/dev/null
fi
export SIGNALBOX_NO_BUILD=1
exec python3 "$here/kill/kill.py" --program "$program" --rounds "$rounds" "$@"
