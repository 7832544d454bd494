#!/usr/bin/env bash
# Slow clients against `serve --simulated` on this machine: slowhttptest with slow headers (-H), slow
# bodies (-B) and slow readers (-X), then idle connections, while a probe asks with a key several times
# a second. Ends with 1 if an answer was not 200 or took longer than the limit.
#
#   scripts/slow.sh [SECONDS for each attack, 60] [IDLE connections, 5000]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
idle=${2:-5000}
limit_ms=${SLOW_LIMIT_MS:-200}
command -v slowhttptest > /dev/null || { echo "slowhttptest is missing: apt-get install slowhttptest" >&2; exit 2; }
command -v python3 > /dev/null || { echo "python3 is missing: apt-get install python3" >&2; exit 2; }
ulimit -n "$(ulimit -Hn)"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt $((idle * 2)) ] || {
  echo "only $(ulimit -n) files may be open; $((idle * 2)) are needed: raise ulimit -n" >&2; exit 2; }

work=$(mktemp -d)
export SIGNALBOX_HOME=$work/home
serving=
end() { [ -z "$serving" ] || kill "$serving" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$work"; }
trap end EXIT

serve=${SLOW_SERVE:-./signalbox serve}
$serve sample-configs/support-desk/support-desk.yaml --simulated --port 0 --json > "$work/serve.json" 2> "$work/serve.err" &
serving=$!
for _ in $(seq 300); do [ -s "$work/serve.json" ] && break; sleep 0.2; done
[ -s "$work/serve.json" ] || { echo "the proxy did not start:" >&2; cat "$work/serve.err" >&2; exit 2; }
read -r url key < <(python3 -c 'import json,sys; j=json.load(open(sys.argv[1])); print(j["url"], j["apps"][0]["key"])' "$work/serve.json")

worst=0
attack() { # NAME COMMAND…
  local name=$1; shift
  "$@" > "$work/attack.txt" 2>&1 &
  local attacker=$!
  python3 scripts/slow_probe.py probe "$url" "$key" "$seconds" "$limit_ms" "$name" || worst=1
  kill "$attacker" 2> /dev/null || true
  wait "$attacker" 2> /dev/null || true
}

python3 scripts/slow_probe.py probe "$url" "$key" 5 100000 "warm-up" || worst=1
at=$url/v1/chat/completions
attack "slow headers (-H), 500" slowhttptest -H -c 500 -r 200 -i 5 -x 24 -l "$seconds" -p 3 -u "$at"
attack "slow bodies  (-B), 500" slowhttptest -B -c 500 -r 200 -i 5 -s 8192 -x 10 -l "$seconds" -p 3 -u "$at" -f application/json
attack "slow readers (-X), 500" slowhttptest -X -c 500 -r 200 -w 10 -y 20 -n 5 -z 32 -k 3 -l "$seconds" -p 3 -u "$url/"
attack "idle, $idle" python3 scripts/slow_probe.py idle "$url" "$idle" "$seconds"
exit $worst
