#!/usr/bin/env bash
# Shows that what a request does not touch costs it nothing: proxies with a large graph, a large
# ledger, many apps, or all that can be on, in turn under the same load on this machine.
#
#   scripts/growth.sh [ROUNDS, 5] [SECONDS, 3] [TRACES, 200000] [APPS, 5000] [NODES, 2000]
#
# Needs a build with its tests (mvn -Dfast -DskipTests package). A million traces take a minute and 2 GB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
home=app/target/signalbox
classes=router-engine/target/test-classes
main=io/signalbox/engine/cli/bench/Growth
[ -d "$home/lib" ] && [ -f "$classes/$main.class" ] || {
  echo 'growth.sh: build first: mvn -Dfast -DskipTests package' >&2
  exit 3
}
exec "$(./signalbox --print-jdk)/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms32m -Xmn16m \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${SIGNALBOX_JAVA_OPTS:-} \
  -cp "$classes:$home/lib/*" "${main//\//.}" \
  "${1:-5}" "${2:-3}" "${3:-200000}" "${4:-5000}" "${5:-2000}"
