#!/usr/bin/env bash
# Runs what `signalbox export --to server` writes, and looks at whether it keeps its word: exports a sample,
# starts the command of signalbox.service under a process manager, asks it, changes the graph while it
# runs, kills it with -9, and looks at the ledger. No provider is called: the models are simulated.
#
#   scripts/server/run.sh [GRAPH.yaml]
#
# Needs supervisord (Debian: supervisor), curl, Python 3.11 and a Signalbox that has been built. Validates the
# files besides, with what is there of systemd-analyze and kubernetes-validate (PyPI, brings its schemas) or
# kubeconform (takes them from the web).
#
# Ends with 0 if everything holds.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
graph=${1:-$root/sample-configs/support-desk/support-desk.yaml}
signalbox=${SIGNALBOX:-$root/signalbox}
work=$(mktemp -d)
folder=$work/folder
home=$work/home
port=${PORT:-14141}
key=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  tail -n 20 "$work"/*.log >&2 || true
  exit 1
}

end() {
  [ ! -s "$work/supervisord.pid" ] || kill "$(cat "$work/supervisord.pid")" 2>/dev/null || true
  for _ in $(seq 100); do
    [ -s "$work/supervisord.pid" ] || break
    sleep 0.1
  done
  rm -rf "$work"
}
trap end EXIT

"$signalbox" --version >/dev/null
export SIGNALBOX_NO_BUILD=1
java=$("$signalbox" --print-jdk)/bin/java
"$signalbox" export "$graph" --to server -o "$folder" >"$work/export.txt" || [ $? -eq 1 ]
printf 'Exported %s: %s\n' "$(basename "$graph")" "$(ls "$folder" | tr '\n' ' ')"

# Validation

if command -v systemd-analyze >/dev/null; then
  sed "s|^ExecStart=java |ExecStart=$java |; s|/etc/signalbox/keys.env|/dev/null|" \
    "$folder/signalbox.service" >"$work/signalbox.service"
  systemd-analyze verify --man=no "$work/signalbox.service" 2>"$work/verify.log" || fail "systemd-analyze verify"
  ! grep -q signalbox.service "$work/verify.log" || fail "$(cat "$work/verify.log")"
  echo 'signalbox.service: systemd-analyze has no objection'
else
  echo 'signalbox.service: not verified, there is no systemd-analyze'
fi
if command -v kubernetes-validate >/dev/null; then
  kubernetes-validate --strict "$folder/kubernetes.yaml" >"$work/kubernetes.log" 2>&1 || fail kubernetes-validate
  echo "kubernetes.yaml: $(grep -c passed "$work/kubernetes.log") resources hold to their schemas"
elif command -v kubeconform >/dev/null; then
  kubeconform -strict -summary "$folder/kubernetes.yaml" || fail kubeconform
else
  echo 'kubernetes.yaml: not validated, there is neither kubernetes-validate nor kubeconform'
fi

# Start, with the unit's own command

command=$(sed -e ':a' -e '/\\$/{N;s/ *\\\n */ /;ba' -e '}' "$folder/signalbox.service" | sed -n 's/^ExecStart=//p')
command=${command/#java /$java }
command=${command//\/opt\/signalbox/$root\/app\/target\/signalbox}
command=${command//\/etc\/signalbox/$folder}
cat >"$work/supervisord.conf" <<CONF
[supervisord]
nodaemon=false
pidfile=$work/supervisord.pid
logfile=$work/supervisord.log
[unix_http_server]
file=$work/supervisor.sock
[supervisorctl]
serverurl=unix://$work/supervisor.sock
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[program:signalbox]
command=$command --simulated --port $port
environment=SIGNALBOX_HOME="$home",SIGNALBOX_APP_KEY="$key"
autorestart=true
startsecs=1
stopwaitsecs=45
redirect_stderr=true
stdout_logfile=$work/server.log
CONF
supervisord -c "$work/supervisord.conf" || fail supervisord
control() { supervisorctl -c "$work/supervisord.conf" "$@"; }
pid() { control pid signalbox; }

ready() {
  for _ in $(seq 300); do
    if curl -sf -o /dev/null "http://127.0.0.1:$port/healthz"; then return; fi
    sleep 0.1
  done
  fail 'the server does not answer'
}

# The model that answers a prompt.
asked() {
  curl -sf -D "$work/head" -o "$work/answer" "http://127.0.0.1:$port/v1/chat/completions" \
    -H "authorization: Bearer $key" -H 'content-type: application/json' \
    -d "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"When are you open? ($1)\"}]}" ||
    fail "request $1: $(cat "$work/head" "$work/answer" 2>/dev/null)"
  tr -d '\r' <"$work/head" | sed -n 's/^x-signalbox-model: *//ip'
}

ready
first=$(pid)
before=$(asked 1)
[ -n "$before" ] || fail 'no model answered'
status=$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/v1/models")
[ "$status" = 401 ] || fail "a request without a key gets $status"
echo "It answers: $before; without a key 401"

# Another graph, as an editor puts it there

other=$(python3 - "$folder/graph.yaml" "$before" <<'PY'
import os, re, sys

path, before = sys.argv[1:]
text = open(path, encoding="utf-8").read()
models = re.findall(r"^  (\w+):", text.split("\nmodels:")[1].split("\nnodes:")[0], re.M)
other = next(model for model in models if model != before)
text = re.sub(r"(?ms)^promises:.*?(?=^\w|\Z)", "", text)  # they speak of the old route
with open(path + ".new", "w", encoding="utf-8") as file:
    file.write(re.sub(r"(?m)^start: .*$", "start: " + other, text))
os.replace(path + ".new", path)
print(other)
PY
)
for _ in $(seq 100); do
  now=$(asked 2)
  [ "$now" != "$other" ] || break
  sleep 0.1
done
[ "$now" = "$other" ] || fail "the changed graph is not taken: $now"
[ "$(pid)" = "$first" ] || fail 'it was restarted for that'
echo "It takes a changed graph without a restart: $other"
printf 'nonsense: [' >"$folder/graph.yaml"
sleep 2
[ "$(asked 3)" = "$other" ] || fail 'a broken graph took the place of a good one'
echo 'It refuses a broken graph and goes on with the last good one'
"$signalbox" export "$graph" --to server -o "$folder.new" >/dev/null || [ $? -eq 1 ]
mv "$folder.new/graph.yaml" "$folder/graph.yaml"

# Death

for i in $(seq 20); do asked "4.$i" >/dev/null; done
sleep 2 # what is lost by a kill is the last second of traces
kill -9 "$first"
for _ in $(seq 100); do
  second=$(pid)
  if [ "$second" != "$first" ] && [ "$second" != 0 ]; then break; fi
  sleep 0.1
done
ready
[ "$(pid)" != "$first" ] || fail 'it was not killed'
[ "$(asked 5)" = "$before" ] || fail 'it routes otherwise after the restart'
sleep 2
python3 - "$home" <<'PY' || fail 'the ledger is damaged'
import glob, sqlite3, sys

for path in glob.glob(sys.argv[1] + "/*.db"):
    found = sqlite3.connect("file:" + path + "?mode=ro", uri=True).execute("pragma integrity_check").fetchone()[0]
    if found != "ok":
        sys.exit(path + ": " + found)
PY
rows=$("$signalbox" traffic --json --limit 1000 --home "$home" 2>/dev/null | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))') ||
  fail 'the ledger cannot be read'
[ "$rows" -ge 24 ] || fail "the ledger has $rows requests instead of 24 or more"
echo "It survives kill -9: a new process, $rows requests in a whole ledger"

control stop signalbox >/dev/null
curl -sf -o /dev/null "http://127.0.0.1:$port/healthz" && fail 'it does not stop'
echo 'It stops when it is told to'
