#!/usr/bin/env bash
# Kills a serving proxy under load without warning (kill -9), again and again, and looks what is
# left: databases open, keys and apps that were acknowledged, the graph file, traces, budgets.
# Prints a line for each round.
#
#   scripts/kill.sh [--rounds N] [--seed N] [--keep]     20 rounds without arguments
#
# Needs Python 3; loads with wrk too if it is installed. Ends with 0 if nothing was lost that must
# not be, with 1 otherwise.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
command -v python3 >/dev/null || {
  echo 'kill.sh: Python 3 is not on the path.' >&2
  exit 1
}
# Builds if need be, so that no round waits for it.
"$here/../signalbox" --version >/dev/null
export SIGNALBOX_NO_BUILD=1
exec python3 "$here/kill.py" --program "$here/../signalbox" "$@"
