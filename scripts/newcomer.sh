#!/usr/bin/env bash
# A newcomer's first minutes in a real window, from an empty home and without a key: open a sample,
# get a simulated answer, switch the proxy on, connect an app, see the path of its first request on
# the canvas, keep it as a test, export. Each step is checked and photographed, clicks are counted:
#   scripts/newcomer.sh [DIRECTORY]        a temporary directory if none is given
# Needs Xvfb, xdotool, xclip, ImageMagick's import, a small window manager (openbox), and GTK 3.
#
#   CLIENT                what is connected: node (as usual), python or curl
#   CLIENTS_NODE_MODULES  a node_modules folder with openai; else npm installs it
#   CLIENTS_PYTHON        a Python that has openai; else pip installs it into a new environment
#   THEME, SIZE           light or dark, 1280x800
#   HANDS                 mouse (as usual) or keyboard: then no click is made
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
hands=${HANDS:-mouse}
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

clicks=0

click() {
  local at
  at=$(middle "$1")
  # shellcheck disable=SC2086
  xdotool mousemove --sync $at sleep 0.1 click 1
  clicks=$((clicks + 1))
  sleep 0.2
}

# Runs a command by its words in the palette.
command_named() {
  xdotool key ctrl+k sleep 0.6
  xdotool type --delay 15 "$1"
  xdotool sleep 0.8 key Return sleep 0.4
}

# With the mouse what is named $1, else the command $2 of the palette.
choose() {
  if [ "$hands" = mouse ]; then
    click "$1"
  else
    command_named "$2"
  fi
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
  ./signalbox open --theme "${THEME:-light}" --size "${SIZE:-1280x800}" --where "$where" \
  >"$work/window" 2>&1 &
window=$!
started+=("$window")

await '#start-support-desk' 60
done_with welcome 'the window is open'

choose '#start-support-desk' 'Open sample Support desk'
await 'Graph is valid'
done_with sample 'the sample is open'

choose '#prompt' 'Simulate request'
xdotool type --delay 15 'Why does this SQL query scan the whole table?'
await 'Why does this SQL query scan the whole table?'
if [ "$hands" = mouse ]; then click '#run'; else xdotool key ctrl+shift+Return; fi
await 'tok/s' 30
await_lit
[ -n "$(found simulated)" ] || fail 'the answer is not marked as simulated'
done_with answer 'a simulated answer is there'

choose '#go-connect' 'Go to Connect'
await 'Start proxy'
choose 'Start proxy' 'Toggle proxy'
for _ in $(seq 50); do
  [ -z "$(found 'Create a key first*')" ] || break
  # Something else listens on the usual port.
  [ -z "$(found 'Use port *')" ] || click 'Use port *'
  sleep 0.3
done
await 'Create a key first*'
done_with proxy 'the proxy is on'

case ${CLIENT:-node} in
  node) client='OpenAI SDK, Node' ;;
  python) client='OpenAI SDK, Python' ;;
  *) client=curl ;;
esac
choose "$client" "Connect $client"
choose '#make-key' 'Create app key'
await '#copy-key'
sleep 1
choose '#copy-client-lines' 'Copy app configuration'
clipboard >"$work/lines"
key=$(grep -o 'sb-[A-Za-z0-9_-]*' "$work/lines" | head -n 1)
[ -n "$key" ] || fail 'the lines hold no key'
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
choose '#first-way' 'Show path of first request'
await '#prompt'
await_lit
done_with path 'its path is highlighted on the canvas'
SIGNALBOX_HOME=$work/home SIGNALBOX_NO_BUILD=1 ./signalbox traffic --json >"$work/rows"
grep -q "\"$app\"" "$work/rows" || fail 'the ledger does not hold the request'

choose '#keep-test' 'Keep as test'
await 'Save the graph first*'
choose 'Save…' 'Save as'
mkdir "$work/graphs"
dialog=$(timeout 20 xdotool search --sync --name 'Save' | head -n 1)
xdotool windowactivate --sync "$dialog" sleep 0.5
xdotool key ctrl+a
xdotool type --delay 20 "$work/graphs/support-desk.yaml"
xdotool sleep 0.5 key Return
for _ in $(seq 20); do
  [ ! -e "$work/graphs/support-desk.yaml" ] || break
  sleep 0.3
done
[ -e "$work/graphs/support-desk.yaml" ] || fail 'the graph was not saved'
[ "$hands" = mouse ] || command_named 'Keep as test'
await '#test-name'
xdotool key Return
for _ in $(seq 20); do
  [ ! -e "$work/graphs/support-desk.suite.yaml" ] || break
  sleep 0.3
done
grep -q 'SQL query' "$work/graphs/support-desk.suite.yaml" || fail 'the test was not kept'
done_with test 'it is kept as a test'

choose '#go-export' 'Go to Export'
await '#export-save'
choose '#export-save' 'Save export'
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
[ "$hands" = keyboard ] || [ "$clicks" -le 12 ] || fail "$clicks clicks, more than twelve"
echo "All went well with $clicks clicks in $SECONDS seconds. Pictures: $pictures"
