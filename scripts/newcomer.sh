#!/usr/bin/env bash
# A newcomer's first minutes, with mouse and keyboard in a real window and from an empty home: open a
# sample, look at the route of a prompt, switch the proxy on, connect an app, see its first request,
# export. Each step is checked and photographed:
#   scripts/newcomer.sh [DIRECTORY]        a temporary directory if none is given
# Needs Xvfb, xdotool, xclip, ImageMagick's import, a small window manager (openbox), and GTK 3.
#
#   CLIENT                what is connected: node (as usual), python or curl
#   CLIENTS_NODE_MODULES  a node_modules folder with openai; else npm installs it
#   CLIENTS_PYTHON        a Python that has openai; else pip installs it into a new environment
#   THEME, SIZE           light or dark, 1600x1000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ -z "${NEWCOMER_SCREEN:-}" ]; then
  for tool in xvfb-run xdotool xclip import openbox; do
    command -v "$tool" >/dev/null || {
      echo "newcomer.sh: $tool is needed, and not on the path." >&2
      exit 3
    }
  done
  # It may have to be built first, which is not what is measured here.
  ./signalbox --version
  NEWCOMER_SCREEN=own exec xvfb-run -a -s '-screen 0 1700x1100x24' bash scripts/newcomer.sh "$@"
fi

pictures=${1:-$(mktemp -d)}
mkdir -p "$pictures"
work=$(mktemp -d)
where=$work/where
started=()
step=0
tab=$'\t'

finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    import -window root "$pictures/failed.png" || true
    cp "$where" "$pictures/failed.txt" 2>/dev/null || true
    tail -n 5 "$work/window" >&2 || true
  fi
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$work"
}
trap finish EXIT

fail() {
  echo "newcomer.sh: $*" >&2
  exit 1
}

# Photographs what is seen after a step.
done_with() {
  step=$((step + 1))
  # What is known is drawn a moment later.
  sleep 1.5
  import -window root "$pictures/$(printf '%02d' "$step")-$1.png"
  printf '%3ds  %s\n' "$SECONDS" "$2"
}

# The lines of what is named so: #ID, or words; with * at the end, words that begin so.
found() {
  [ -e "$where" ] || return 0
  NAME=$1 awk -F'\t' '
    BEGIN { name = ENVIRON["NAME"]; id = substr(name, 1, 1) == "#"; begins = name ~ /\*$/
            if (id) name = substr(name, 2); if (begins) name = substr(name, 1, length(name) - 1) }
    id ? $2 == name : begins ? index($4, name) == 1 : $4 == name' "$where"
}

# Waits until what is named so is seen, at most $2 seconds.
await() {
  local tries=$((${2:-20} * 5))
  until [ -n "$(found "$1")" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "“$1” was not seen in time"
    kill -0 "$window" 2>/dev/null || fail "the window is gone"
    sleep 0.2
  done
}

# Waits until what is named so stands still, and says where its middle is.
middle() {
  local before='' now
  await "$1"
  for _ in $(seq 20); do
    now=$(found "$1" | head -n 1 | awk -F'\t' '{ split($1, at, " "); print int(at[1] + at[3] / 2), int(at[2] + at[4] / 2) }')
    [ -n "$now" ] && [ "$now" = "$before" ] && break
    before=$now
    sleep 0.6
  done
  printf '%s' "$now"
}

click() {
  local at
  at=$(middle "$1")
  # shellcheck disable=SC2086
  xdotool mousemove --sync $at sleep 0.1 click 1
  sleep 0.2
}

words_of() { found "$1" | head -n 1 | cut -f 4; }

states_of() { found "$1" | head -n 1 | cut -f 3; }

lit() { cut -f 3 "$where" | grep -cw lit || true; }

await_lit() {
  local tries=50
  until [ "$(lit)" -ge 3 ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail 'no path is highlighted on the canvas'
    sleep 0.2
  done
}

clipboard() { xclip -selection clipboard -out; }

openbox >/dev/null 2>&1 &
started+=($!)
# It counts desktops as soon as it looks after windows.
for _ in $(seq 50); do
  xdotool get_num_desktops >/dev/null 2>&1 && break
  sleep 0.1
done

SECONDS=0
env -u OPENAI_API_KEY -u ANTHROPIC_API_KEY -u GEMINI_API_KEY \
  SIGNALBOX_HOME="$work/home" SIGNALBOX_NO_BUILD=1 \
  SIGNALBOX_JAVA_OPTS="-Dprism.order=sw ${SIGNALBOX_JAVA_OPTS:-}" \
  ./signalbox open --theme "${THEME:-light}" --size "${SIZE:-1600x1000}" --where "$where" \
  >"$work/window" 2>&1 &
window=$!
started+=("$window")

await '#start-support-desk' 60
done_with welcome 'the window is open'

click '#start-support-desk'
await 'Graph is valid'
done_with sample 'the sample is open'

click '#simulate'
click '#prompt'
xdotool type --delay 15 'Why does this SQL query scan the whole table?'
await 'Why does this SQL query scan the whole table?'
click '#estimate'
await 'cost, est.'
await_lit
done_with way 'the path of a prompt is highlighted'

click '#proxy'
click '#proxy-simulated'
click '#proxy-switch'
for _ in $(seq 50); do
  [ -z "$(found '#proxy-address')" ] || break
  # Something else listens on the usual port.
  [ -z "$(found 'Use port *')" ] || click 'Use port *'
  sleep 0.3
done
await '#proxy-address'
base=$(words_of '#proxy-address')
done_with proxy "the proxy is on at $base"
click 'Connect an app'

case ${CLIENT:-node} in
  node) client='OpenAI SDK, Node' ;;
  python) client='OpenAI SDK, Python' ;;
  *) client=curl ;;
esac
click "$client"
click '#make-key'
await '#copy-key'
sleep 1
click '#copy-key'
key=$(clipboard)
[ "${key#sb-}" != "$key" ] || fail 'the clipboard holds no key'
click '#copy-client-lines'
clipboard >"$work/lines"
grep -qF "$key" "$work/lines" || fail 'the lines do not hold the key'
grep -qF "$base" "$work/lines" || fail 'the lines do not hold the address'
done_with key 'a key is made, the lines are copied'

case $client in
  *Node)
    if [ -n "${CLIENTS_NODE_MODULES:-}" ]; then
      ln -s "$CLIENTS_NODE_MODULES" "$work/node_modules"
    else
      (cd "$work" && npm install --silent --no-fund --no-audit openai@6)
    fi
    { cat "$work/lines"; printf '\nconsole.log(answer.choices[0].message.content);\n'; } >"$work/ask.mjs"
    node "$work/ask.mjs" >"$work/answer"
    ;;
  *Python)
    python=${CLIENTS_PYTHON:-}
    if [ -z "$python" ]; then
      python3 -m venv "$work/venv"
      python=$work/venv/bin/python
      "$python" -m pip install --quiet openai
    fi
    { cat "$work/lines"; printf '\nprint(answer.choices[0].message.content)\n'; } >"$work/ask.py"
    "$python" "$work/ask.py" >"$work/answer"
    ;;
  *) bash "$work/lines" >"$work/answer" ;;
esac
[ -s "$work/answer" ] || fail 'the client got no answer'
await 'First request arrived*'
done_with first "the client was answered: $(head -c 60 "$work/answer" | tr '\n' ' ')"

app=$(words_of '#app-name')
click '#go-traffic'
await '#traffic-today'
click "$app"
await 'accepted, key *'
done_with traffic 'its row is in Traffic'
click '#show-way'
await '#prompt'
await_lit
done_with past 'its path is highlighted'
SIGNALBOX_HOME=$work/home SIGNALBOX_NO_BUILD=1 ./signalbox traffic --json >"$work/rows"
grep -q "\"$app\"" "$work/rows" || fail 'the ledger does not hold the request'

click '#go-export'
click '#gateway-litellm'
click '#export-save'
mkdir "$work/exported"
dialog=$(timeout 20 xdotool search --sync --name 'Choose a directory' | head -n 1)
xdotool windowactivate --sync "$dialog" sleep 0.5
xdotool type --delay 20 "$work/exported"
xdotool sleep 0.5 key Return
for _ in $(seq 20); do
  [ -z "$(ls "$work/exported")" ] || break
  sleep 0.3
done
if [ -z "$(ls "$work/exported")" ]; then
  # Some versions only go there first.
  xdotool key Return
  sleep 2
fi
[ -n "$(ls "$work/exported")" ] || fail 'nothing was exported'
await 'Saved in *'
done_with export "exported: $(ls "$work/exported" | tr '\n' ' ')"
echo "All went well in $SECONDS seconds. Pictures: $pictures"
