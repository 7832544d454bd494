#!/usr/bin/env bash
# Measures how the window starts, three times, with the cache that the launcher has made:
#   scripts/window-start.sh [FILE.yaml]
# A line for each step: milliseconds since the virtual machine began, milliseconds that its threads
# have worked, and the step. Needs Xvfb (package xvfb), GTK 3, and a build.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
file=$(realpath "${1:-$root/sample-configs/support-desk/support-desk.yaml}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for run in 1 2 3; do
  echo "run $run"
  SIGNALBOX_HOME=$scratch/home SIGNALBOX_NO_BUILD=1 xvfb-run -a "$root/signalbox" open --theme light \
    --size 1280x800 --timing "$scratch/times" --settle 0 --picture "$scratch/page.png" "$file"
  cat "$scratch/times"
done
