#!/usr/bin/env bash
# The cases of the compliance suite of Open Responses (https://www.openresponses.org/compliance), whole and streamed, over
# HTTP against the proxy: passed through to a provider of Responses, and translated from Chat Completions, Messages and
# Gemini's API, which a fake on this machine plays. Every answer and every event is held against the types of
# openresponses-types (PyPI), which are made from the published schema. Needs Python 3.10.
#
#   scripts/openresponses/run.sh
#
#   SIGNALBOX   the launcher, if it is another one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work="${TMPDIR:-/tmp}/signalbox-openresponses"
mkdir -p "$work"
[ -x "$work/python/bin/python" ] || python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check openresponses-types==2.4.0
SIGNALBOX=${SIGNALBOX:-$here/../../signalbox} exec "$work/python/bin/python" "$here/check.py"
