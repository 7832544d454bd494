#!/bin/sh
# Holds exports to gateways that are not run here against what the gateways publish, for all samples and 200 random graphs:
# vLLM Semantic Router's by its own validator, which comes from PyPI; the others where a copy of the publication is named:
#
#   AGENTGATEWAY=FILE        schema/config.json of agentgateway/agentgateway
#   AI_GATEWAY=DIR           the resource definitions of envoyproxy/ai-gateway (manifests/charts/ai-gateway-crds-helm/templates)
#   ENVOY_GATEWAY=DIR        those of envoyproxy/gateway (charts/gateway-crds-helm/templates/generated); empty: not checked
#   OPENROUTER=FILE          openapi/openapi.yaml of OpenRouterTeam/docs
#   CEL_RUNNER=PROGRAM       reads lines {"expr", "vars"} and prints what agentgateway's own CEL makes of them
#
# Needs Python 3.10. EXPORTS=DIR takes exports that were written before (by ExportedSchemasTest and GatewayRoundTripTest).
set -eu
cd "$(dirname "$0")/../.."
work="${TMPDIR:-/tmp}/signalbox-export-schemas"
mkdir -p "$work"
if [ -z "${EXPORTS:-}" ]; then
  EXPORTS="$work/exports"
  rm -rf "$EXPORTS"
  SIGNALBOX_EXPORTS="$EXPORTS" mvn -q -Dfast -pl plugins -am test -Dtest='ExportedSchemasTest,GatewayRoundTripTest' \
    -Dsurefire.failIfNoSpecifiedTests=false
fi
[ -x "$work/python/bin/python" ] || python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check -r scripts/gateways/schemas/requirements.txt
exec "$work/python/bin/python" scripts/gateways/schemas/check.py "$EXPORTS"
