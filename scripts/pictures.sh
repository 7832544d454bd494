#!/usr/bin/env bash
# Photographs the workbench in a real window, for the documentation and to be looked at:
#   scripts/pictures.sh [-o DIRECTORY] [NAME|NAME-light|NAME-dark ...]
# DIRECTORY is docs/pictures if none is given; without names everything is photographed, light and
# dark, 1280 x 800 and again at scale 1.5; the editor also at 1600 x 1000.
#   PICTURES_SHAPES="1280 1.5 1600"   only these
#   PICTURES_AT_ONCE=2                how many windows are open at the same time
# Nothing of the user's is read or written: graphs, ledger and keys live in a temporary directory.
# Needs Xvfb (package xvfb), curl and, as the window itself does, GTK 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=docs/pictures
if [ "${1:-}" = -o ]; then
  out=$2
  shift 2
fi
mkdir -p "$out"
wanted=("$@")
shapes=${PICTURES_SHAPES:-1280 1.5 1600}
at_once=${PICTURES_AT_ONCE:-2}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"; [ -z "${asked:-}" ] || kill "$asked" 2>/dev/null || true' EXIT

desk=sample-configs/support-desk/support-desk.yaml
prompt='Why does this SQL query scan the whole table even though there is an index on customer_id?'
lit=(--select code --metadata tier=pro --prompt "$prompt")
scenes='welcome editor text problems error promise intent empty many compare traffic experiments connect export models conform settings'

# A graph with mistakes of several kinds, most with a fix to click.
flawed() {
  cat <<'GRAPH'
signalbox: 1
name: Support desk, next week
start: triage
models:
  opus:  { provider: anthropic, model: claude-opus-4-5 }
  gpt:   { provider: openai, model: gpt-5.1 }
  flash: { provider: gemini, model: gemini-2.5-flash }
nodes:
  triage:
    kind: rules
    name: Triage
    rules:
      - { when: 'metadata.task == "translate"', to: flash, name: translation }
      - { when: 'tokens > 8000', to: flash, name: long }
      - { when: 'metadata.task == "translate"', to: gpt, name: translation again }
    otherwise: code
  code: { kind: fallback, name: Never down, to: [ opus, gpt ], first_token: 8s }
  spare: { kind: balance, name: Unused balance, by: cost, to: [ opus, gpt ] }
promises:
  - { name: Never more than one call, attempts: 1 }
GRAPH
}

# A graph whose text is no YAML any more.
broken() {
  sed '/otherwise:/s/:.*/: [ code, "never closed/' "$desk"
}

# A graph that sends health data abroad by the third branch of a fallback.
leaking() {
  cat <<'GRAPH'
signalbox: 1
name: Clinic
start: sort
models:
  home:  { provider: ollama, model: llama3.2, labels: { region: local } }
  ward:  { provider: ollama, model: qwen3, labels: { region: local } }
  opus:  { provider: anthropic, model: claude-opus-4-5, labels: { region: us } }
nodes:
  sort:
    kind: rules
    name: Whose data?
    rules:
      - { when: 'metadata.data == "health"', to: watch, name: health data }
    otherwise: opus
  watch: { kind: mirror, name: Try the new model, to: care, shadow: ward, share: 10% }
  care:  { kind: fallback, name: Never down, to: [ home, ward, opus ] }
promises:
  - { name: Health data stays at home, when: 'metadata.data == "health"', only: 'model.labels.region == "local"' }
GRAPH
}

# Two hundred nodes: twenty desks with ten steps each, which send what they cannot settle to the next.
many() {
  printf 'signalbox: 1\nname: Two hundred nodes\nstart: d0s0\nmodels:\n'
  printf '  %s\n' 'opus: { provider: anthropic, model: claude-opus-4-5 }' \
    'gpt: { provider: openai, model: gpt-5.1 }' 'flash: { provider: gemini, model: gemini-3-flash-preview }' \
    'home: { provider: ollama, model: llama3.2 }'
  printf 'nodes:\n'
  local desk step next last models=(opus gpt flash home)
  for ((desk = 0; desk < 20; desk++)); do
    for ((step = 0; step < 10; step++)); do
      next=d${desk}s$((step + 1))
      last=${models[$(((desk + step) % 4))]}
      [ "$step" -lt 9 ] || next=$last
      case $((step % 5)) in
        0)
          [ "$step" -gt 0 ] || [ "$desk" -eq 19 ] || last=d$((desk + 1))s0
          printf "  %s: { kind: rules, name: Desk %d, rules: [ { when: 'metadata.desk == \"%d\" && tokens > %d', to: %s, name: for desk %d } ], otherwise: %s }\n" \
            "d${desk}s$step" $((desk + 1)) "$desk" "$step" "$next" $((desk + 1)) "$last"
          ;;
        1) printf '  %s: { kind: budget, name: Budget of desk %d, usd: %d, per: month, within: %s, over: home }\n' "d${desk}s$step" $((desk + 1)) $((desk + 10)) "$next" ;;
        2) printf '  %s: { kind: split, name: Trial %d, shares: [ { to: %s, share: 90%% }, { to: %s, share: 10%% } ] }\n' "d${desk}s$step" "$step" "$next" "$last" ;;
        3) printf '  %s: { kind: fallback, name: Never down, to: [ %s, %s ], first_token: 8s }\n' "d${desk}s$step" "$next" "${models[$(((desk + step + 1) % 4))]}" ;;
        4) printf '  %s: { kind: limit, name: Rate of desk %d, requests: 60, per: minute, within: %s, over: %s }\n' "d${desk}s$step" $((desk + 1)) "$next" "$last" ;;
      esac
    done
  done
}

# A day of prompts as an app would send them, to simulated models.
traffic() {
  ./signalbox demo --home "$scratch/day" >"$scratch/demo.txt" 2>&1 || cat "$scratch/demo.txt" >&2
}

# Conversations with two tones, on simulated models, and feedback that likes one of them better.
trial() {
  local pid base
  ./signalbox serve sample-configs/experiment/experiment.yaml --simulated --no-keys --port 0 --json \
    --home "$scratch/trial" >"$scratch/trial.json" 2>/dev/null &
  pid=$!
  until grep -q '"url"' "$scratch/trial.json"; do sleep 0.2; done
  base=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$scratch/trial.json")
  export -f judged
  seq 1 600 | xargs -P 16 -n 1 bash -c 'judged "$@"' _ "$base"
  kill "$pid"
  wait "$pid" || true
}

# The endpoint that the page for checks begins with.
endpoint() {
  ./signalbox serve scripts/clients/graphs/simulated/*.yaml --simulated --no-keys --port 8080 --json \
    --home "$scratch/endpoint" >"$scratch/endpoint.json" 2>/dev/null &
  asked=$!
  disown "$asked" # it is none of the windows that are waited for
  until grep -q '"url"' "$scratch/endpoint.json"; do sleep 0.2; done
}

# base URL, number: one conversation and what is said of it
judged() {
  local head id tone good=62 thumb=down
  head=$(curl -s -D - -o /dev/null "$1/v1/chat/completions" -H "Content-Type: application/json" -H "x-session-id: talk-$2" \
    -d "{\"model\":\"x\",\"max_tokens\":$((8 + $2 % 40)),\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]}" |
    tr -d '\r')
  id=$(sed -n 's/^x-request-id: //p' <<<"$head")
  tone=$(sed -n 's/^x-signalbox-experiment: tone-of-answers=//p' <<<"$head")
  [ "$tone" = brief ] || good=84
  [ $((($2 * 7919 + 13) % 100)) -ge $good ] || thumb=up
  curl -s -o /dev/null "$1/v1/feedback" -H "Content-Type: application/json" -d "{\"request_id\":\"$id\",\"thumb\":\"$thumb\"}"
  [ $(($2 % 4)) -ne 0 ] || curl -s -o /dev/null "$1/v1/feedback" -H "Content-Type: application/json" \
    -d "{\"request_id\":\"$id\",\"metric\":\"brevity\",\"score\":0.$((($2 * 31) % 9 + 1))}"
}

# What the window is started with, one argument a line, and which home it has.
scene() {
  case $1 in
    welcome) printf '%s\n' --place welcome ;;
    editor) printf '%s\n' --sample support-desk "${lit[@]}" ;;
    text) printf '%s\n' --sample support-desk "${lit[@]}" --do view.toggle-text ;;
    problems) printf '%s\n' "$scratch/flawed.yaml" --select triage --do view.problems ;;
    error) printf '%s\n' "$scratch/broken.yaml" --do view.problems --do view.toggle-text ;;
    promise) printf '%s\n' "$scratch/leaking.yaml" --do view.problems --do problems.next --do problems.fix ;;
    intent) printf '%s\n' --sample topics --select topic --settle 6000 ;;
    empty) printf '%s\n' "$scratch/empty.yaml" ;;
    many) printf '%s\n' "$scratch/many.yaml" --do view.toggle-tools ;;
    compare)
      # While the answers still come: their first tokens are there after one to one and a half seconds.
      printf '%s\n' --sample support-desk "${lit[@]}" --do compare.simulate --do compare.run --settle 1200
      ;;
    experiments) printf '%s\n' --sample experiment --place experiments ;;
    conform)
      # The proxy of this project is asked, with simulated models.
      printf '%s\n' --sample support-desk --place conform --do conform.check --settle 25000
      ;;
    export) printf '%s\n' --sample support-desk --place export ;;
    *) printf '%s\n' --sample support-desk --place "$1" ;;
  esac
}

# name, theme, shape
photograph() {
  local name=$1 theme=$2 shape=$3 size=1280x800 scale=1 file=$out/$1-$2-$3.png home arguments
  case $shape in
    1.5) scale=1.5 ;;
    1600) size=1600x1000 file=$out/$1-$2.png ;;
  esac
  [ "$name" != intent ] || size=1280x1240 # with what stands below the classes
  home=$(mktemp -d "$scratch/home.XXXX")
  [ "$name" != traffic ] || cp -r "$scratch/day/." "$home"
  [ "$name" != experiments ] || cp -r "$scratch/trial/." "$home"
  mapfile -t arguments < <(scene "$name")
  SIGNALBOX_HOME=$home SIGNALBOX_NO_BUILD=1 \
    SIGNALBOX_JAVA_OPTS="-Dglass.gtk.uiScale=$scale -Dprism.order=sw ${SIGNALBOX_JAVA_OPTS:-}" \
    xvfb-run -a -s '-screen 0 2600x1900x24' \
    ./signalbox open --theme "$theme" --size "$size" --picture "$file" "${arguments[@]}"
  rm -rf "$home"
  echo "$file"
}

is_wanted() {
  local each
  [ ${#wanted[@]} -gt 0 ] || return 0
  for each in "${wanted[@]}"; do
    [ "$each" != "$1" ] && [ "$each" != "$1-$2" ] || return 0
  done
  return 1
}

./signalbox --version >/dev/null # builds, if it must
flawed >"$scratch/flawed.yaml"
broken >"$scratch/broken.yaml"
leaking >"$scratch/leaking.yaml"
many >"$scratch/many.yaml"
printf 'signalbox: 1\nname: New graph\n' >"$scratch/empty.yaml"
! is_wanted traffic light && ! is_wanted traffic dark || traffic
! is_wanted experiments light && ! is_wanted experiments dark || trial
! is_wanted conform light && ! is_wanted conform dark || endpoint

for shape in $shapes; do
  for theme in light dark; do
    for name in $scenes; do
      [ "$shape" != 1600 ] || [ "$name" = editor ] || continue
      is_wanted "$name" "$theme" || continue
      while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
        wait -n || true
      done
      photograph "$name" "$theme" "$shape" &
    done
  done
done
wait
