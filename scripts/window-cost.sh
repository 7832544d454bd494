#!/usr/bin/env bash
# Shows what the window's live figures cost the proxy: `signalbox serve` under full load, and with one connection,
# while a window of the same home shows its graph with the figures on, and while that window stands still (SIGSTOP), in turn.
#
#   scripts/window-cost.sh [ROUNDS, 5] [SECONDS, 8]
#
# Needs a build, wrk, nginx (it answers as the provider), Xvfb (package xvfb) and GTK 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
seconds=${2:-8}
for program in wrk nginx xvfb-run curl; do
  command -v "$program" >/dev/null || {
    echo "window-cost.sh: $program is not on the path." >&2
    exit 3
  }
done
work=$(mktemp -d)
children=()
window=''
display=''
finish() {
  # The display ends by itself, once the window has.
  [ -z "$window" ] || { kill -CONT "$window" && kill "$window" && wait "$display"; } 2>/dev/null || true
  for child in ${children[@]+"${children[@]}"}; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
upstream=$(free_port)
port=$(free_port)
mkdir -p "$work/nginx"
cat >"$work/nginx.conf" <<CONF
daemon off; pid $work/nginx/pid; error_log $work/nginx/error; worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path $work/nginx/body; keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:$upstream;
    location / {
      default_type application/json;
      return 200 '{"id":"c1","object":"chat.completion","created":1,"model":"canned","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there."},"finish_reason":"stop"}],"usage":{"prompt_tokens":250,"completion_tokens":3,"total_tokens":253}}';
    }
  }
}
CONF
cat >"$work/graph.yaml" <<GRAPH
signalbox: 1
name: Cost of the window
start: triage
models:
  canned: { provider: vllm, model: canned, url: "http://127.0.0.1:$upstream/v1" }
nodes:
  triage:
    kind: rules
    rules:
      - { when: 'metadata.task == "translate"', to: safe }
      - { when: 'tokens > 8000', to: safe }
    otherwise: shared
  shared: { kind: split, shares: [ { to: safe, share: 70% }, { to: plain, share: 30% } ] }
  plain: { kind: fallback, to: [ canned ] }
  safe: { kind: fallback, to: [ canned ] }
GRAPH
text=$(head -c 900 /dev/zero | tr '\0' 'a' | sed 's/aaaaaaaaa/some text /g')
cat >"$work/post.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"model":"any","messages":[{"role":"user","content":"$text"}]}'
LUA

nginx -p "$work" -c "$work/nginx.conf" &
children+=($!)
export SIGNALBOX_HOME=$work/home
./signalbox check "$work/graph.yaml" >&2 || true
SIGNALBOX_NO_BUILD=1 ./signalbox serve "$work/graph.yaml" --no-keys --port "$port" >"$work/serve.log" 2>&1 &
children+=($!)
for _ in $(seq 200); do
  curl -fs "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break
  sleep 0.1
done
send() { # CONNECTIONS SECONDS: requests a second, and the median
  wrk -t1 -c"$1" -d"$2"s --latency -s "$work/post.lua" "http://127.0.0.1:$port/v1/chat/completions" |
    awk '/Requests\/sec/ { rate = $2 } $1 == "50%" { median = $2 } END { print rate, median }'
}
send 16 $((seconds * 4)) >/dev/null
SIGNALBOX_NO_BUILD=1 xvfb-run -a -s '-screen 0 1600x1000x24' ./signalbox open "$work/graph.yaml" >"$work/window.log" 2>&1 &
display=$!
for _ in $(seq 100); do
  window=$(pgrep -f "io.signalbox.app.Main.*$work/graph.yaml" | head -n 1 || true)
  [ -z "$window" ] || break
  sleep 0.1
done
[ -n "$window" ] || {
  cat "$work/window.log" >&2
  exit 1
}
send 16 $((seconds * 2)) >/dev/null
ticks() { awk '{ print $14 + $15 }' "/proc/$window/stat"; }
for connections in 16 1; do
  for _ in $(seq "$rounds"); do
    kill -CONT "$window"
    sleep 1
    before=$(ticks)
    echo "open $connections $(send "$connections" "$seconds") $((($(ticks) - before) * 100 / $(getconf CLK_TCK) / seconds))"
    kill -STOP "$window"
    sleep 1
    echo "still $connections $(send "$connections" "$seconds") 0"
  done
done | tee "$work/all" | awk '{ printf "%-6s %2s connections: %8s requests/s, median %s, the window took %s %% of a core\n", $1, $2, $3, $4, $5; fflush() }'
python3 - "$work/all" <<'PY'
import collections, statistics, sys
rates = collections.defaultdict(list)
for line in open(sys.argv[1]):
    state, connections, rate = line.split()[:3]
    rates[state, int(connections)].append(float(rate))
for connections in (16, 1):
    ratio = statistics.median(rates["open", connections]) / statistics.median(rates["still", connections])
    print(f"{connections} connections: with the window {ratio:.3f} of without, medians of {len(rates['open', connections])}")
PY
