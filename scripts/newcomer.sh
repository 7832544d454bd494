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

# shellcheck source=scripts/hands.sh
. scripts/hands.sh
own_screen newcomer.sh "$@"
begin newcomer.sh "$@"
open_window "$work/home"

await '#start-support-desk' 60
done_with welcome 'the window is open'

choose '#start-support-desk' 'Open sample Support desk'
await 'Graph is valid'
await_focus '#prompt'
# It is drawn for the first time.
sleep 2
done_with sample 'the sample is open'

typed 'Why does this SQL query scan the whole table?'
await 'Why does this SQL query scan the whole table?'
if [ "$hands" = mouse ]; then click '#run'; else xdotool key ctrl+shift+Return; fi
await 'Done in *' 30
await_lit
[ -n "$(found simulated)" ] || fail 'the answer is not marked as simulated'
done_with answer 'a simulated answer is there'

choose '#go-connect' 'Go to Connect'
await 'Start proxy'
choose 'Start proxy' 'Toggle proxy'
for _ in $(seq 50); do
  [ -z "$(found 'Create a key first*')" ] || break
  # Something else listens on the usual port.
  [ -z "$(found 'Use port *')" ] || choose 'Use port *' 'Start proxy on another port'
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

mkdir "$work/graphs"
choose '#keep-test' 'Keep as test'
in_dialog 'Save graph' "$work/graphs/support-desk.yaml"
await_file "$work/graphs/support-desk.yaml"
await '#test-name'
sleep 1
keys Return
await_file "$work/graphs/support-desk.suite.yaml"
grep -q 'SQL query' "$work/graphs/support-desk.suite.yaml" || fail 'the test was not kept'
done_with test 'it is kept as a test'

mkdir "$work/exported"
if [ "$hands" = mouse ]; then
  click '#go-export'
  click '#export-save'
else
  command_named 'Save export'
fi
in_dialog 'Choose a directory' "$work/exported"
for _ in $(seq 20); do
  [ -z "$(ls "$work/exported")" ] || break
  sleep 0.3
done
if [ -z "$(ls "$work/exported")" ]; then
  # Some versions only go there first.
  keys Return
  sleep 2
fi
[ -n "$(ls "$work/exported")" ] || fail 'nothing was exported'
await 'Saved in *'
done_with export "exported: $(ls "$work/exported" | tr '\n' ' ')"
most=12
[ "$hands" = mouse ] || most=0
[ "$clicks" -le "$most" ] || fail "$clicks clicks, more than $most"
echo "All went well with $clicks clicks in $SECONDS seconds. Pictures: $pictures"
