#!/usr/bin/env bash
# Runs the proxy for a while among bad clients and bad providers, and watches memory, open files,
# threads, connections and books. All of it happens on this machine's loopback.
#
#   scripts/soak.sh [MINUTES] [--seed N] [--clients N] [--keep]     30 minutes without arguments
#
#   SIGNALBOX_JAVA_OPTS   options of the proxy's JVM; -Xmx384m without it
#
# Needs Python 3 and Linux (/proc). Prints a line each half minute and tables at the end. Ends with
# 0 if nothing grew and the books balance to the request and the cent, with 1 otherwise.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
command -v python3 >/dev/null || {
  echo 'soak.sh: Python 3 is not on the path.' >&2
  exit 1
}
[ -d /proc/self/fd ] || {
  echo 'soak.sh: this system has no /proc, so nothing can be watched.' >&2
  exit 1
}
# Builds if need be, so that the soak itself does not wait for it.
"$here/../signalbox" --version >/dev/null
export SIGNALBOX_NO_BUILD=1
export SIGNALBOX_JAVA_OPTS=${SIGNALBOX_JAVA_OPTS:--Xmx384m}
minutes=30
case ${1:-} in
  '' | -*) ;;
  *)
    minutes=$1
    shift
    ;;
esac
exec python3 "$here/soak/soak.py" --program "$here/../signalbox" --minutes "$minutes" "$@"
