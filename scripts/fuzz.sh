#!/usr/bin/env bash
# Fuzzes what reads text from outside: spreads the time evenly over all fuzz tests, one after the
# other, and prints a line for each.
#
#   scripts/fuzz.sh [MINUTES] [TARGET…]     10 minutes in all, and all targets, without arguments
#   scripts/fuzz.sh 60                      an hour
#   scripts/fuzz.sh 5 Yaml ConditionFuzzTest#meansWhatTheLibrarySays
#   scripts/fuzz.sh --list                  the targets
#
# A target is any part of CLASS#METHOD. What is found lies below src/test/resources/…Inputs/ as
# crash-…, timeout-… or oom-…: fix it, give the file a name that says what it is, keep it. Inputs
# that only reach new code lie below target/fuzz and are where the next run goes on.
# Ends with 0 if nothing was found, with 1 and the names otherwise.
#
# SIGNALBOX_NO_BUILD=1 takes the classes as they lie; SIGNALBOX_FUZZ_HEAP is Java's memory, 1g.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

# MODULE CLASS METHOD of every method below @FuzzTest.
targets() {
  find router-engine plugins -path '*/src/test/java/*FuzzTest.java' | sort | while read -r file; do
    local class=${file#*/src/test/java/}
    class=${class%.java}
    awk -v head="${file%%/*} ${class//\//.}" '
      /@FuzzTest/ { found = 1; next }
      found && match($0, /void [A-Za-z0-9_]+/) { print head, substr($0, RSTART + 5, RLENGTH - 5); found = 0 }
    ' "$file"
  done
}

wanted() { # CLASS#METHOD PART…
  local name=$1 part
  shift
  [ $# -eq 0 ] && return
  for part; do [[ $name == *"$part"* ]] && return; done
  return 1
}

# Files of the tests that a target can begin with, besides its own.
seeds() { # CLASS#METHOD
  local golden=$root/router-engine/src/test/resources/golden
  case $1 in
    *ClientBodyFuzzTest#*) echo "$golden/dialect/${1#*#}/read" ;;
    *ProviderAnswerFuzzTest#openai*) echo "$golden/dialect/openai/reply" ;;
    *ProviderAnswerFuzzTest#*Stream) name=${1#*#} && echo "$golden/dialect/${name%Stream}/stream" ;;
    *ProviderAnswerFuzzTest#*Whole) name=${1#*#} && echo "$golden/dialect/${name%Whole}/whole" ;;
    *EventReaderFuzzTest#*) echo "$golden/dialect/openai/reply" ;;
    *BodySpliceFuzzTest#*) echo "$golden/dialect/openai/read" ;;
    *WorkspaceFuzzTest#workbench) ;;
    *WorkspaceFuzzTest#* | *Yaml* | *ExportFuzzTest#*) find "$golden/workspace" "$root"/sample-configs/*/*.yaml -name '*.yaml' -printf '%h\n' | sort -u ;;
  esac
}

minutes=10
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  minutes=$1
  shift
fi
if [ "${1:-}" = --list ]; then
  targets | while read -r _ class method; do echo "${class##*.}#$method"; done
  exit
fi

chosen=()
while read -r module class method; do
  wanted "${class##*.}#$method" "$@" && chosen+=("$module $class $method")
done < <(targets)
[ ${#chosen[@]} -gt 0 ] || {
  echo "fuzz.sh: there is no such target; --list names all" >&2
  exit 3
}

if [ -z "${SIGNALBOX_NO_BUILD:-}" ]; then
  mvn -q -B -ntp -Dfast -pl sample-configs,router-engine,plugins \
    test-compile dependency:build-classpath -Dmdep.outputFile=target/fuzz.classpath
fi
java=$(./signalbox --print-jdk)/bin/java
seconds=$((minutes * 60 / ${#chosen[@]}))
[ "$seconds" -gt 0 ] || seconds=1
echo "${#chosen[@]} targets, $seconds seconds each"
ours='io.signalbox.**'
found=()

for target in "${chosen[@]}"; do
  read -r module class method <<<"$target"
  name=${class##*.}#$method
  cd "$root/$module"
  corpus=target/fuzz/${class##*.}/$method
  mkdir -p "$corpus"
  mapfile -t begin < <(
    seeds "$name"
    find "src/test/resources/${class//.//}Inputs" -maxdepth 0 -type d 2>/dev/null
  )
  set +e
  nice -n 15 "$java" "-Xmx${SIGNALBOX_FUZZ_HEAP:-1g}" -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow \
    -XX:+EnableDynamicAgentLoading -Xshare:off --sun-misc-unsafe-memory-access=allow \
    --enable-native-access=ALL-UNNAMED -Djazzer.hooks=true \
    -cp "target/test-classes:target/classes:$(cat target/fuzz.classpath)" \
    com.code_intelligence.jazzer.Jazzer --target_class="$class" --target_method="$method" \
    --instrumentation_includes="$ours" --custom_hook_includes="$ours" --mutator_framework=0 \
    --disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery \
    -max_total_time="$seconds" -timeout=25 -max_len=8192 -print_final_stats=1 \
    "$corpus" ${begin[@]+"${begin[@]}"} >"$corpus.log" 2>&1
  code=$?
  set -e
  ran=$(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) .*/\1 executions in \2 s/p' "$corpus.log" | tail -n 1)
  cov=$(grep -o 'cov: [0-9]*' "$corpus.log" | tail -n 1)
  if [ "$code" -eq 0 ]; then
    echo "$name: ${ran:-nothing was run}, ${cov:-cov: 0}, nothing found"
  else
    why=$(grep -m 1 -E '== Java Exception|ERROR: libFuzzer|Exception in' "$corpus.log" | cut -c 1-200)
    echo "$name: ${ran:-stopped}, ${cov:-cov: 0}, FOUND: ${why:-see $module/$corpus.log}"
    found+=("$name")
  fi
done

if [ ${#found[@]} -gt 0 ]; then
  echo "Found something in: ${found[*]}"
  exit 1
fi
echo 'Nothing was found.'
