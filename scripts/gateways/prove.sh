#!/usr/bin/env bash
# Proves exports to Portkey end to end, as `signalbox prove` does for nginx, Envoy and LiteLLM: exports
# each graph, starts the gateway against a fake of the providers on loopback, sends prompts and compares
# the models that were asked, in their order, with what `signalbox route` predicts for the same prompts.
# A difference is accepted only where the export's own report declares it on the prompt's way.
#
#   scripts/gateways/prove.sh [--keep] [GRAPH.yaml …]
#
# Without a graph: the samples and those in graphs/ beside this script. The prompts of GRAPH.yaml are
# prompts/GRAPH.jsonl. Needs Python 3.11 and a Signalbox that has been built.
#
#   SIGNALBOX           the program signalbox       (else that of this checkout)
#   SIGNALBOX_PORTKEY   start-server.js of the npm package @portkey-ai/gateway
#                       (else from ./node_modules, then `npm root -g`)
#
# Ends with 0 if every prompt holds, with 1 otherwise, also when a gateway is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)

find_portkey() {
  local dir
  for dir in "$PWD/node_modules" "$(npm root -g 2>/dev/null || true)"; do
    if [ -f "$dir/@portkey-ai/gateway/build/start-server.js" ]; then
      printf '%s' "$dir/@portkey-ai/gateway/build/start-server.js"
      return
    fi
  done
}

export SIGNALBOX=${SIGNALBOX:-$root/signalbox}
export SIGNALBOX_PORTKEY=${SIGNALBOX_PORTKEY:-$(find_portkey)}

# Built once here, if at all, and not by each of the many calls that follow.
"$SIGNALBOX" --version >/dev/null
export SIGNALBOX_NO_BUILD=1

graphs=()
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --to)
      options+=(--to "${2:?}")
      shift
      ;;
    --keep) options+=(--keep) ;;
    *) graphs+=("$1") ;;
  esac
  shift
done
[ ${#graphs[@]} -gt 0 ] || graphs=("$root"/sample-configs/*/*.yaml "$here"/graphs/*.yaml)
for graph in "${graphs[@]}"; do
  case $graph in *.suite.yaml) ;; *) options+=("$graph") ;; esac
done
exec python3 "$here/prove.py" --prompts "$here/prompts" "${options[@]}"
