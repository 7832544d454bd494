#!/usr/bin/env bash
# Proves the exports of all samples, and of the graphs beside this script, on real gateways: `signalbox prove` for each
# graph and target, and one line for each with what came of it, then the sums.
#
#   scripts/gateways/prove.sh TARGET[=ENGINE]... [-- GRAPH.yaml...]
#
#   scripts/gateways/prove.sh nginx haproxy envoy=/opt/envoy litellm=v/bin/litellm portkey=node_modules/.bin/gateway
#
# Nothing is installed: `signalbox prove` says how each gateway is. COUNT is how many requests are made of each graph (40).
# Ends with 0 if nothing is wrong anywhere, with 1 otherwise.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
signalbox=${SIGNALBOX:-$root/signalbox}
targets=()
graphs=()
while [ $# -gt 0 ]; do
  if [ "$1" = -- ]; then
    shift
    graphs=("$@")
    break
  fi
  targets+=("$1")
  shift
done
[ ${#targets[@]} -gt 0 ] || {
  sed -n '2,11p' "$0" >&2
  exit 2
}
if [ ${#graphs[@]} -eq 0 ]; then
  for file in "$root"/sample-configs/*/*.yaml "$here"/graphs/*.yaml; do
    case $file in *.suite.yaml | *.compare.yaml) ;; *) graphs+=("$file") ;; esac
  done
fi

# Built once, if at all, and not by each of the calls that follow.
"$signalbox" --version >&2
export SIGNALBOX_NO_BUILD=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
for target in "${targets[@]}"; do
  name=${target%%=*}
  engine=()
  [ "$name" = "$target" ] || engine=(--engine "${target#*=}")
  for graph in "${graphs[@]}"; do
    # The proof is stored beside the graph, which is why a copy is proved.
    cp "$graph" "$work/graph.yaml"
    status=0
    "$signalbox" prove "$work/graph.yaml" --on "$name" ${engine[@]+"${engine[@]}"} --count "${COUNT:-40}" \
      --home "$work/home" >"$work/said" 2>&1 || status=$?
    [ "$status" -eq 0 ] || bad=1
    sentence=$(grep '^Proved\|decisions' "$work/said" || tail -n 1 "$work/said")
    printf '%-16s %s\n' "$(basename "$graph" .yaml)" "$sentence" | tee -a "$work/all"
    grep '^WRONG' "$work/said" || true
  done
done
awk '{ for (i = 1; i < NF; i++) {
         if ($(i + 1) ~ /^decisions/) all += $i
         if ($(i + 1) == "wrong") wrong += $i } }
     END { printf "%d decisions, %d wrong\n", all, wrong }' "$work/all"
exit "$bad"
