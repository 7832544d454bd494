#!/usr/bin/env bash
# Proves exports end to end with the real gateways: exports each graph, starts each gateway with the
# exported files against a fake of the providers on loopback, sends prompts and compares the models
# that were asked, in their order, with what `signalbox route` predicts for the same prompts.
# A difference is accepted only where the export's own report declares it on the prompt's way.
#
#   scripts/gateways/prove.sh [--to litellm|portkey|nginx]… [--keep] [GRAPH.yaml …]
#
# Without a graph: the samples and those in graphs/ beside this script. The prompts of GRAPH.yaml are
# prompts/GRAPH.jsonl. Needs Python 3.11 and a Signalbox that has been built.
#
#   SIGNALBOX           the program signalbox       (else that of this checkout)
#   SIGNALBOX_LITELLM   the program litellm         (else from PATH)
#   SIGNALBOX_PORTKEY   start-server.js of the npm package @portkey-ai/gateway
#                       (else from ./node_modules, then `npm root -g`)
#   SIGNALBOX_NGINX     the program nginx with its njs module (else from PATH, /usr/sbin)
#
# Ends with 0 if every prompt holds, with 1 otherwise, also when a gateway is missing.
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

export SIGNALBOX=${SIGNALBOX:-$root/signalbox}
export SIGNALBOX_LITELLM=${SIGNALBOX_LITELLM:-$(command -v litellm || true)}
export SIGNALBOX_PORTKEY=${SIGNALBOX_PORTKEY:-$(find_portkey)}
export SIGNALBOX_NGINX=${SIGNALBOX_NGINX:-$(command -v nginx || true)}

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
