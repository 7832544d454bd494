#!/usr/bin/env bash
# Proves imports end to end with the real gateways: starts each gateway with a file of its own against
# a fake of the providers on loopback, imports the same file, sends prompts to the gateway and compares
# the models that it asked, in their order, with what `signalbox route` says of the imported graph, and
# with those that the same gateway asks that runs the export of the imported graph.
#
#   scripts/imports/prove.sh [litellm|portkey|tensorzero|claude-code-router]…
#
# The files are files/GATEWAY.*, the prompts prompts/GATEWAY.jsonl beside this script; `given` of a
# prompt says which models fail, by class. A difference is accepted only if differences.json says it,
# with the reason. Needs Python 3.11 and a Signalbox that has been built.
#
#   SIGNALBOX             the program signalbox       (else that of this checkout)
#   SIGNALBOX_LITELLM     the program litellm         (else from PATH)
#   SIGNALBOX_PORTKEY     start-server.js of the npm package @portkey-ai/gateway
#   SIGNALBOX_TENSORZERO  a Python with the package tensorzero
#   SIGNALBOX_CCR         dist/cli.js of the npm package @musistudio/claude-code-router 2.x
#
# Ends with 0 if every prompt holds, with 1 otherwise, also when a gateway is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
export SIGNALBOX=${SIGNALBOX:-$(cd "$here/../.." && pwd -P)/signalbox}
export SIGNALBOX_LITELLM=${SIGNALBOX_LITELLM:-$(command -v litellm || true)}
"$SIGNALBOX" --version >/dev/null
export SIGNALBOX_NO_BUILD=1
exec python3 "$here/prove.py" "$@"
