#!/usr/bin/env bash
# Photographs the workbench in a real window, for the documentation and to be looked at:
#   scripts/pictures.sh [DIRECTORY]        docs/pictures if none is given
# Needs Xvfb (package xvfb) and, as the window itself does, GTK 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-docs/pictures}
mkdir -p "$out"

prompt='Why does this SQL query scan the whole table even though there is an index on customer_id?'

# name, theme, size, scale, what else
photograph() {
  local name=$1 theme=$2 size=$3 scale=$4
  shift 4
  SIGNALBOX_JAVA_OPTS="-Dglass.gtk.uiScale=$scale -Dprism.order=sw ${SIGNALBOX_JAVA_OPTS:-}" \
    xvfb-run -a -s '-screen 0 2600x1700x24' \
    ./signalbox open --theme "$theme" --size "$size" --picture "$out/$name.png" "$@"
  echo "$out/$name.png"
}

for theme in light dark; do
  photograph "workbench-$theme" "$theme" 1600x1000 1 --sample support-desk --select code --metadata tier=pro --prompt "$prompt"
  photograph "workbench-$theme-1280" "$theme" 1280x800 1 --sample support-desk --select code --metadata tier=pro --prompt "$prompt"
  photograph "workbench-$theme-1.5" "$theme" 1280x800 1.5 --sample support-desk --select code --metadata tier=pro --prompt "$prompt"
done
photograph start-light light 1600x1000 1 --sample support-desk
