#!/usr/bin/env bash
# Puts Stoplight's prism (npm) with OpenAI's own description of its API in front of the proxy, asks every endpoint that the
# proxy has, whole and streamed, passed through and translated, and prints what of requests or answers breaks the description.
# Prism reads no streams, so each event of one is held against its schema here. Needs Python 3.10 and Node.
#
#   scripts/openapi/run.sh DESCRIPTION.json    OpenAI's description: https://github.com/openai/openai-openapi
#
#   SIGNALBOX   the launcher, if it is another one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
description=$(realpath "${1:?the file with OpenAI\'s description}")
work="${TMPDIR:-/tmp}/signalbox-openapi"
mkdir -p "$work"
[ -d "$work/node_modules/@stoplight" ] ||
  (cd "$work" && npm install --silent --no-fund --no-audit @stoplight/prism-cli@5 >&2)
export SIGNALBOX=${SIGNALBOX:-$here/../../signalbox}
[ -x "$work/python/bin/python" ] || python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check jsonschema==4.25.1
exec "$work/python/bin/python" "$here/check.py" "$work/node_modules/@stoplight/prism-cli/dist/index.js" "$description"
