#!/usr/bin/env bash
# Three people's jobs, played in a real window from start to end, each step checked and photographed:
#   scripts/jobs.sh [DIRECTORY] [bill|why|choice ...]
# bill    cut the bill of a coding agent by a third, seen before in the forecast and after in figures
# why     find out why requests went to the expensive model yesterday at 14:05, and keep that from
#         happening again by a promise and a test
# choice  choose between three models for a task with 40 prompts, and write the rule for the winner
# Traffic of earlier hours is recorded by the proxy itself, with simulated models, under a clock that
# jobs/clock.c sets back; the models of the third job are played on loopback by jobs/player.py.
# Needs what newcomer.sh needs, Linux, curl, Python 3 and a C compiler.
#
#   THEME, SIZE   light or dark, 1280x800
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=scripts/hands.sh
. scripts/hands.sh
own_screen jobs.sh "$@"
begin jobs.sh "${1:-}"
jobs=("${@:2}")
[ ${#jobs[@]} -gt 0 ] || jobs=(bill why choice)
export SIGNALBOX_NO_BUILD=1

# Plays the models on loopback, at $played, with a key that may be sent there.
#   play HOME
play() {
  if [ ! -e "$work/port" ]; then
    cp sample-configs/support-desk/tickets.csv "$work/"
    python3 scripts/jobs/player.py "$work/tickets.csv" >"$work/port" &
    started+=($!)
    await_file "$work/port"
  fi
  played=http://127.0.0.1:$(cat "$work/port")
  export PLAYED_KEY=played
  ./signalbox keys allow PLAYED_KEY "$played" --home "$1" >/dev/null
}

# Serves a graph; its clock is set by clock_at.
#   serve HOME GRAPH [OPTION ...]
serve() {
  [ -e "$work/clock.so" ] || cc -shared -fPIC -O1 -o "$work/clock.so" scripts/jobs/clock.c -ldl
  printf 'web=web-secret-12345678901234567890\nimporter=importer-secret-12345678901234\nagent=agent-secret-1234567890123456789\n' \
    >"$work/keys"
  rm -f "$work/served"
  clock_at now
  env LD_PRELOAD="$work/clock.so" CLOCK_FILE="$work/clock" \
    ./signalbox serve "${@:2}" --port 0 --json --key-file "$work/keys" --home "$1" \
    >"$work/served" 2>"$work/serving" &
  proxy=$!
  started+=("$proxy")
  for _ in $(seq 600); do
    grep -q '"url"' "$work/served" && break
    kill -0 "$proxy" 2>/dev/null || fail "the proxy is gone: $(tail -n 3 "$work/serving")"
    sleep 0.2
  done
  base=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/served")
  [ -n "$base" ] || fail 'the proxy did not start'
}

# Sets the proxy's clock: now, or a time that date understands.
clock_at() {
  local offset=0
  [ "$1" = now ] || offset=$(($(date -d "$1" +%s) - $(date +%s)))
  # In place: the proxy has the file in its memory.
  python3 -c 'import struct, sys; open(sys.argv[1], sys.argv[2]).write(struct.pack("<q", int(sys.argv[3])))' \
    "$work/clock" "$([ -e "$work/clock" ] && echo r+b || echo wb)" "$offset"
}

end_serving() {
  kill "$proxy"
  wait "$proxy" 2>/dev/null || true
}

# APP LABELS TOKENS PROMPT: one request, in the background.
ask() {
  curl -s -o /dev/null "$base/v1/chat/completions" -H "Authorization: Bearer $(sed -n "s/^$1=//p" "$work/keys")" \
    -H 'Content-Type: application/json' \
    -d "{\"model\":\"$served\",\"metadata\":{$2},\"max_tokens\":$3,\"messages\":[{\"role\":\"user\",\"content\":\"$4\"}]}" &
  asked+=($!)
}

answered() {
  [ ${#asked[@]} -eq 0 ] || wait "${asked[@]}"
  asked=()
}

asked=()

# Text into a field that has another one.
into() {
  click "$1"
  await_focus "$1"
  keys ctrl+a
  typed "$2"
}

# A morning of a coding agent: it plans and edits, and more often it looks for files and names things.
morning() {
  local i text
  text=$(printf 'file %.0s' $(seq 900))
  for i in $(seq 12); do
    ask agent '"step":"edit"' 700 "Add a test for case $i. $text"
    ask agent '"step":"search"' 300 "Which of these files has the parser? $i $text"
    ask agent '"step":"search"' 300 "Where is the cache filled? $i $text"
    ask agent '"step":"title"' 40 "A title of at most six words for: add test $i"
    [ $((i % 4)) -ne 0 ] || answered
  done
  answered
}

bill() {
  local home=$work/bill graph=$work/agent/agent.yaml before after kind n text
  mkdir -p "$work/agent"
  play "$home"
  cat >"$graph" <<GRAPH
signalbox: 1
name: Coding agent
start: step
models:
  large: { provider: openai, model: gpt-5.1, url: "$played/v1", key: env:PLAYED_KEY }
  small: { provider: openai, model: gpt-5-nano, url: "$played/v1", key: env:PLAYED_KEY }
nodes:
  step:
    kind: rules
    name: Which step?
    rules:
      - { when: 'metadata.step == "edit"', to: large, name: edits }
    otherwise: large
GRAPH
  {
    printf 'graph: agent.yaml\ncases:\n'
    text=$(printf 'file %.0s' $(seq 900))
    for kind in edit search search title; do
      n=$((${n:-0} + 1))
      printf '  - { name: "%s %d", request: { text: "Do it. %s", metadata: { step: %s } }, expect: { usd_below: 1 } }\n' "$kind" "$n" \
        "$([ "$kind" = title ] || echo "$text")" "$kind"
    done
  } >"$work/agent/agent.suite.yaml"
  served='Coding agent'
  serve "$home" "$graph"
  clock_at '2 hours ago'
  morning
  end_serving

  open_window "$home" "$graph"
  await '#figures-time' 60
  sleep 3
  command_named 'Figures of the hour before'
  sleep 2
  before=$(words_of '#figures-words')
  done_with bill-before "before: $before"
  click 'Which step?'
  await '#add-rule'
  click '#add-rule'
  await '#condition'
  into '#condition' "metadata.step in ['search', 'title']"
  keys Escape
  into '#rule-target' nano
  keys Return
  sleep 1
  done_with bill-rule 'a rule for what is easy'
  command_named 'Save'
  sleep 2
  command_named 'Show History'
  await '#versions'
  sleep 1
  # The version that was there before.
  click '#versions'
  keys End
  await '*Estimated cost*' 20
  done_with bill-forecast "forecast: $(words_of '*Estimated cost*')"
  close_window

  serve "$home" "$graph"
  morning
  end_serving
  open_window "$home" "$graph"
  await 'Graph is valid' 60
  sleep 2
  command_named 'Figures of the last minutes'
  sleep 2
  after=$(words_of '#figures-words')
  done_with bill-after "after: $after"
  awk -v before="${before##*\$}" -v after="${after##*\$}" 'BEGIN { exit !(after > 0 && after <= before * 2 / 3) }' ||
    fail "the bill is not a third less: $before, $after"
  click '#go-traffic'
  await '#traffic-table'
  done_with bill-traffic 'the spend of the day'
  close_window
}

# An hour around 14:05: from then on the importer forgets its label.
afternoon() {
  local minute label
  for minute in 13:40 13:50 13:58 14:05 14:06 14:12 14:20 14:40; do
    clock_at "yesterday $minute"
    label='"task":"translate"'
    case $minute in 13:*) ;; *) label='' ;; esac
    ask web '' 60 'When are you open?'
    ask web '"tier":"free"' 60 'Do you ship abroad?'
    ask web '' 200 'Why does my loop never end?'
    ask importer "$label" 400 'Translate to French: the query form of the bug tracker'
    ask importer "$label" 400 'Translate to French: an exception for each code'
    answered
  done
}

why() {
  local home=$work/why graph=$work/desk/support-desk.yaml
  mkdir -p "$work/desk"
  cp sample-configs/support-desk/support-desk.yaml "$graph"
  served='Support desk'
  serve "$home" "$graph" --simulated
  afternoon
  end_serving

  open_window "$home" "$graph"
  await '#figures-time' 60
  sleep 3
  command_named 'Figures of the hour before'
  sleep 2
  done_with why-hour "the hour: $(words_of '#figures-words')"
  click '#figures-requests'
  await '#traffic-table'
  into '#traffic-moment' 'yesterday 14:05'
  keys Return
  into '#traffic-search' 'importer'
  sleep 2
  done_with why-traffic 'the requests of 14:05'
  click '14:05:*'
  await '#show-way'
  sleep 2
  done_with why-request 'one of them'
  click '#show-way'
  await_lit
  done_with why-path 'its path: no label, and a word of the topic'

  command_named 'Add promise'
  await '#applies-when-optional'
  await_focus '#promise-name'
  typed 'Imports stay cheap'
  into '#applies-when-optional' "app == 'importer' && metadata.data != 'health'"
  keys Escape
  scroll_to '#allowed-models' '#applies-when-optional'
  into '#allowed-models' "model.id == 'flash'"
  keys Escape
  keys Tab
  sleep 2
  done_with why-promise 'a promise, which does not hold yet'
  command_named 'Show Problems'
  await 'Add a rule before it'
  done_with why-problem 'the path that breaks it'
  click 'Add a rule before it'
  await 'Graph is valid'
  done_with why-rule 'a rule that keeps it'
  command_named 'Save'
  sleep 2
  click '#go-traffic'
  await '#keep-request'
  click '#keep-request'
  await_focus '#prompt'
  typed 'Translate to French: the query form of the bug tracker'
  command_named 'Estimate only'
  await_lit
  done_with why-again 'now it goes to Flash'
  command_named 'Keep as test'
  await_focus '#test-name'
  keys Return
  await_file "$work/desk/support-desk.suite.yaml"
  command_named 'Show Tests'
  sleep 2
  done_with why-test 'and a test says so'
  grep -q 'importer' "$work/desk/support-desk.suite.yaml" || fail 'the test does not know the app'
  grep -q 'model: flash' "$work/desk/support-desk.suite.yaml" || fail 'the test does not expect Flash'
  grep -q 'Imports stay cheap' "$graph" || fail 'the promise was not saved'
  ./signalbox check "$graph" >/dev/null || fail 'check does not like the graph'
  ./signalbox test "$work/desk/support-desk.suite.yaml" >/dev/null || fail 'the test does not pass'
  close_window
}

choice() {
  local home=$work/choice graph=$work/sort/sort.yaml
  mkdir -p "$work/sort"
  cp sample-configs/support-desk/tickets.csv "$work/sort/"
  play "$home"
  cat >"$graph" <<GRAPH
signalbox: 1
name: Sort tickets
start: desk
models:
  gpt:   { provider: openai, model: gpt-5.1, url: "$played/v1", key: env:PLAYED_KEY }
  chat:  { provider: deepseek, model: deepseek-v4-flash, url: "$played/v1", key: env:PLAYED_KEY }
  small: { provider: mistral, model: mistral-small-latest, url: "$played/v1", key: env:PLAYED_KEY }
nodes:
  desk:
    kind: rules
    name: Desk
    rules:
      - { when: 'metadata.task == "reply"', to: gpt, name: replies }
    otherwise: gpt
GRAPH
  open_window "$home" "$graph"
  await 'Graph is valid' 60
  click '#go-compare'
  await '#compare-set'
  click '#compare-set'
  await '#matrix-new'
  click '#matrix-new'
  await '#matrix-edit'
  sleep 1
  done_with choice-new 'a new set'
  [ -n "$(found '#matrix-save')" ] || click '#matrix-edit'
  await '#matrix-text'
  printf '%s\n' 'name: Sort tickets' 'graph: sort.yaml' 'models: [ gpt, chat, small ]' 'prompts:' '  - csv: tickets.csv' \
    'system: |' '  Sort the message into refund, delivery, account or product. Answer with JSON: {"category": "…", "reason": "…"}' \
    'max_tokens: 200' 'checks:' "  - { name: right category, contains: '\"{{category}}\"' }" 'usd: 0.50' 'parallel: 8' |
    xclip -selection clipboard
  click '#matrix-text'
  keys ctrl+a
  keys ctrl+v
  done_with choice-text 'its 40 prompts and what is checked'
  click '#matrix-save'
  sleep 2
  # For real.
  click '#matrix-simulate'
  sleep 2
  click '#matrix-run'
  await 'Best value: *' 120
  done_with choice-result "$(words_of '#matrix-winner')"
  click '#matrix-route'
  sleep 1
  typed "metadata.task == 'sort'"
  sleep 2
  done_with choice-rule 'the rule for the winner'
  click 'Add rule'
  sleep 2
  command_named 'Save'
  sleep 2
  click '#go-graph'
  await 'Graph is valid'
  done_with choice-graph 'it stands in the graph'
  grep -q "sort" "$graph" || fail 'the rule was not saved'
  ./signalbox route "$graph" --prompt 'My parcel is late' --meta task=sort --json --home "$home" | grep -q '"chat"' ||
    fail 'the rule does not lead to the winner'
  close_window
}

for job in "${jobs[@]}"; do
  case $job in
    bill | why | choice) "$job" ;;
    *) fail "there is no job $job; there are bill, why, choice" ;;
  esac
done
echo "All went well with $clicks clicks in $SECONDS seconds. Pictures: $pictures"
