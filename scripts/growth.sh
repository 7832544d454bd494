#!/usr/bin/env bash
# Shows that what a request does not touch costs it nothing: proxies with a large graph, a large
# ledger, many apps, or all that can be on, in turn under the same load on this machine.
#
#   scripts/growth.sh [ROUNDS, 5] [SECONDS, 3] [TRACES, 200000] [APPS, 5000] [NODES, 2000]
#
# A size of 0 is left out. Needs a build with its tests (mvn -Dfast -DskipTests package). A million traces take a minute and 2 GB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
home=app/target/signalbox
classes=router-engine/target/test-classes
main=io/signalbox/engine/cli/bench/Growth
[ -d "$home/lib" ] && [ -f "$classes/$main.class" ] || {
  echo 'growth.sh: build first: mvn -Dfast -DskipTests package' >&2
  exit 3
}
# As the launcher starts a proxy, its cache included (./signalbox --aot makes it at once).
mapfile -t jvm < <(SIGNALBOX_NO_BUILD=1 ./signalbox --print-jvm)
jvm[-1]+=:$classes
# shellcheck disable=SC2086
exec "$(./signalbox --print-jdk)/bin/java" "${jvm[@]}" ${SIGNALBOX_JAVA_OPTS:-} "${main//\//.}" \
  "${1:-5}" "${2:-3}" "${3:-200000}" "${4:-5000}" "${5:-2000}"
