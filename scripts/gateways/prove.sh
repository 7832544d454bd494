#!/usr/bin/env bash
# Proves exports with the real gateways: starts each with the exported files against a fake upstream
# on loopback, sends a suite of prompts and compares the models that answer with those expected.
# A difference is accepted only where the export's own report declares it.
#
#   scripts/gateways/prove.sh [litellm|portkey|nginx ...]      all three without an argument
#
#   SIGNALBOX_LITELLM   the program litellm         (else from PATH)
#   SIGNALBOX_PORTKEY   start-server.js of the npm package @portkey-ai/gateway
#                       (else from ./node_modules, then `npm root -g`)
#   SIGNALBOX_NGINX     the program nginx with its njs module (else from PATH, /usr/sbin)
#   SIGNALBOX_EXPORTS   a directory GRAPH/GATEWAY/FILES (else the golden exports of the tests)
#   SIGNALBOX_SUITES    a directory of GRAPH.json       (else suites/ beside this script)
#
# Ends with 0 if every case holds, with 1 otherwise, also when a gateway that was asked for is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
export PATH=$PATH:/usr/sbin

find_portkey() {
  local dir
  for dir in "$PWD/node_modules" "$(npm root -g 2>/dev/null || true)"; do
    if [ -f "$dir/@portkey-ai/gateway/build/start-server.js" ]; then
      printf '%s' "$dir/@portkey-ai/gateway/build/start-server.js"
      return
    fi
  done
}

export SIGNALBOX_LITELLM=${SIGNALBOX_LITELLM:-$(command -v litellm || true)}
export SIGNALBOX_PORTKEY=${SIGNALBOX_PORTKEY:-$(find_portkey)}
export SIGNALBOX_NGINX=${SIGNALBOX_NGINX:-$(command -v nginx || true)}

[ $# -gt 0 ] || set -- litellm portkey nginx
exec python3 "$here/prove.py" \
  --exports "${SIGNALBOX_EXPORTS:-$root/plugins/src/test/resources/golden/export}" \
  --suites "${SIGNALBOX_SUITES:-$here/suites}" "$@"
