#!/usr/bin/env bash
# Runs tests without Maven's whole life cycle.
#
#   scripts/test.sh                 the pure tests of the engine: values, graphs, conditions, dialects,
#                                   routing; no sockets, no databases, no fuzzing
#   scripts/test.sh RouterTest      one class, of whatever module has it
#   scripts/test.sh 'Router*#first*'  some methods
#
# Compiles what changed without Error Prone; `mvn verify` is what counts in the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Of each package all but tests of many random cases.
pure=()
for package in json wire secret text chat catalog graph trace route spi; do
  pure+=("io/signalbox/engine/$package/**/*Test")
done
for slow in Fuzz Property Agreement StepBudget; do
  pure+=("!**/*$slow*Test")
done

options=(-q -B -ntp -Dfast -Dsurefire.failIfNoSpecifiedTests=false)
if [ $# -gt 0 ]; then
  exec mvn "${options[@]}" -Dtest="$1" test
fi
exec mvn "${options[@]}" -pl router-engine -am -Dtest="$(IFS=,; echo "${pure[*]}")" test
