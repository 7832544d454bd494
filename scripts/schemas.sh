#!/bin/sh
# Holds what goes out to providers against their own types and descriptions: the bodies of long conversations that change
# their provider (ChangingProvidersTest) are validated with the types of the SDKs of OpenAI, Anthropic, Google, Mistral and
# Cohere and with the service description in AWS's botocore, which are fetched from PyPI. Needs Python 3.10.
#
#   scripts/schemas.sh [SEEDS]
set -eu
cd "$(dirname "$0")/.."
work="${TMPDIR:-/tmp}/signalbox-schemas"
mkdir -p "$work"
bodies="$work/bodies"
rm -rf "$bodies"
mvn -q -Dfast -pl plugins -am test -Dtest=ChangingProvidersTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dsignalbox.seeds="${1:-20}" -Dsignalbox.bodies="$bodies"
[ -x "$work/python/bin/python" ] || python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check -r scripts/schemas/requirements.txt
"$work/python/bin/python" scripts/schemas/check.py "$bodies"
