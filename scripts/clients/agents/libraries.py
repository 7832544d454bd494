"""Runs SDKs and the libraries above them against the proxy, in each dialect that they speak, while providers of every dialect are
played; to one of its own dialect a library's requests are passed through.

  run.sh libraries [--only PROVIDER] [--keep] [--write] [LIBRARY...]

Each feature is tried by a script below libraries/: a text, a stream with its usage, tools in turns of which one calls two side by side,
whole and streamed, a picture, an object by a schema, errors as the library's own kinds, a stream that is given up (the provider has to
notice), embeddings and counting. --write puts the table into docs/clients.md. AGENTS_DIR and SIGNALBOX are as for agents.py.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import shutil
import sys
import time

import turn
from agents import HERE, PROVIDERS, SIGNALBOX, environment, judged, main, say, trouble
from programs import Program

SCRIPTS = HERE.parent / "libraries"
PAGE = HERE.parents[2] / "docs/clients.md"
MARKS = ("<!-- libraries -->", "<!-- end of libraries -->")
FEATURES = ["text", "stream", "tools", "image", "structured", "error", "cancel", "embeddings", "counting"]
VECTORS = {"chat": "vectors-openai", "responses": "vectors-openai", "messages": "", "gemini": "vectors-gemini", "quiet": "vectors-quiet"}
DIALECTS = {"chat": "Chat Completions", "responses": "Responses", "messages": "Messages", "gemini": "Gemini"}
ALL = list(DIALECTS)
SECONDS = 180
NPM, PYPI, MAVEN = "npm", "pypi", "maven"


def library(name, package, version, speaks, script, registry, more=()):
    return Program(name, package, version, speaks, script, registry, list(more))


LIBRARIES = [
    library("openai-node", "openai", "7.55.0", ["chat", "responses"], "openai_node.mjs", NPM),
    library("openai-python", "openai", "3.51.0", ["chat", "responses"], "openai_python.py", PYPI),
    library("openai-java", "com.openai:openai-java", "4.101.0", ["chat", "responses"], "java/OpenAi.java", MAVEN),
    library("anthropic-node", "@anthropic-ai/sdk", "1.10.0", ["messages"], "anthropic_node.mjs", NPM),
    library("anthropic-python", "anthropic", "2.10.0", ["messages"], "anthropic_python.py", PYPI),
    library("anthropic-java", "com.anthropic:anthropic-java", "3.14.0", ["messages"], "java/AnthropicClaude.java", MAVEN),
    library("google-node", "@google/genai", "3.1.0", ["gemini"], "google_node.mjs", NPM),
    library("google-python", "google-genai", "3.3.0", ["gemini"], "google_python.py", PYPI),
    library("google-java", "com.google.genai:google-genai", "2.0.0", ["gemini"], "java/GoogleGenAi.java", MAVEN),
    library("langchain-node", "@langchain/openai", "1.6.0", ALL, "langchain_node.mjs", NPM, [
        "@langchain/core@1.4.0", "@langchain/anthropic@1.5.11", "@langchain/google-genai@2.3.2",
    ]),
    library("langchain-python", "langchain-openai", "1.7.4", ALL, "langchain_python.py", PYPI, [
        "langchain-anthropic==1.7.10", "langchain-google-genai==4.4.3",
    ]),
    library("ai-sdk", "ai", "7.0.173", ALL, "ai_sdk.mjs", NPM, [
        "@ai-sdk/openai@4.0.118", "@ai-sdk/openai-compatible@3.0.92", "@ai-sdk/anthropic@4.0.105", "@ai-sdk/google@4.0.121",
    ]),
    library("pydantic-ai", "pydantic-ai-slim[openai,anthropic,google]", "2.66.0", ALL, "pydantic_agent.py", PYPI),
    library("llm", "llm", "0.36", ["chat"], "llm_python.py", PYPI),
]
REGISTRIES = {NPM: "npm", PYPI: "PyPI", MAVEN: "Maven"}


def command(program, bins):
    script = SCRIPTS / program.run
    if program.registry == MAVEN:
        return [java(), "-cp", f"{bins}/*", script]
    if program.registry == PYPI:
        return [bins / "python", script]
    # A script finds packages in the folders above it.
    beside = bins.parents[1] / "run"
    beside.mkdir(exist_ok=True)
    for each in (script, SCRIPTS / "features.mjs"):
        shutil.copy(each, beside / each.name)
    return ["node", beside / script.name]


def java():
    jdk = subprocess.run([SIGNALBOX, "--print-jdk"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{jdk}/bin/java"


class Place:
    """Where a library runs, and what llm alone reads from a file."""

    def __init__(self, root, proxy, provider, dialect):
        self.home, self.folder = root, root / "folder"
        self.folder.mkdir(parents=True)
        for name, text in turn.NOTES.items():
            (self.folder / name).write_text(text + "\n")
        model = {"api_base": f"{proxy.url}/v1", "api_key_name": "signalbox", "supports_tools": True, "supports_schema": True, "vision": True}
        named = [("signalbox", f"to-{provider}"), ("closed", "closed")]
        models = [{"model_id": name, "model_name": graph, **model} for name, graph in named]
        (root / "extra-openai-models.yaml").write_text(json.dumps(models))
        self.told = {
            "URL": proxy.url, "KEY": proxy.key, "MODEL": f"to-{provider}", "VECTORS": VECTORS[provider], "DIALECT": dialect,
            "PROVIDER": provider, "QUESTION": turn.QUESTION.format(path=self.folder / "note.txt"), "LLM_USER_PATH": str(root),
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def tried(line, place, bins, node, players):
    """Feature → why it failed; empty if it works, None if there is none."""
    env = {**environment(place, bins, node), **place.told}
    try:
        done = subprocess.run(line, cwd=place.folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              errors="replace", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"text": f"no end after {SECONDS} s"}
    (place.home / "output").write_text(f"{done.stdout}\n--- stderr\n{done.stderr}")
    found = {}
    for state, feature, _, why in re.findall(r"^(ok|skip|FAIL) (\w+)(: (.*))?$", done.stdout, re.M):
        found[feature] = {"ok": "", "skip": None, "FAIL": why}[state]
    missing = [feature for feature in FEATURES if feature not in found]
    if missing:
        found[missing[0]] = f"ended with {done.returncode}: {trouble(done.stderr + done.stdout)}"
    return refused(found, players)


def refused(found, players):
    """What only the provider knows: whether it took all that came, and noticed that an answer was given up."""
    wrong = judged(players)
    if wrong:
        found["tools"] = found.get("tools") or wrong
    if found.get("cancel") == "" and not noticed(players):
        found["cancel"] = "the provider went on with an answer that was given up"
    return found


def noticed(players):
    stories = [seen for seen in players.seen if seen.answer and seen.answer.slow]
    for _ in range(100):
        if stories and all(seen.given_up for seen in stories):
            return True
        time.sleep(0.1)
    return False


class Table:
    def __init__(self):
        self.cells = collections.defaultdict(lambda: collections.defaultdict(list))

    def add(self, program, dialect, found):
        for feature in FEATURES:
            self.cells[program.name, dialect][feature].append(found.get(feature, None))

    def round_of(self, program, bins, node, proxy, players, work, only):
        failed = 0
        for dialect in program.speaks:
            for provider in PROVIDERS:
                if only and provider not in only:
                    continue
                place = Place(work / f"{program.name}-{dialect}-{provider}", proxy, provider, dialect)
                players.seen.clear()
                found = tried(command(program, bins), place, bins, node, players)
                seen = [vars(s) | {"view": None, "answer": str(s.answer)[:2000]} for s in players.seen]
                (place.home / "seen.json").write_text(json.dumps(seen, indent=1))
                self.add(program, dialect, found)
                wrong = {feature: why for feature, why in found.items() if why}
                lacking = [feature for feature, why in found.items() if why is None]
                say(f"{'FAIL' if wrong else 'ok  '}  {program.name} {program.version}: {dialect} -> {provider}, "
                    + f"{len(found) - len(wrong) - len(lacking)} features" + (f"; none: {', '.join(lacking)}" if lacking else ""))
                for feature, why in wrong.items():
                    say(f"      {feature}: {why}")
                failed += bool(wrong)
        return failed

    def rows(self):
        yield f"| library | version | speaks | {' | '.join(FEATURES)} |"
        yield "|" + "---|" * (len(FEATURES) + 3)
        for program in LIBRARIES:
            for dialect in program.speaks:
                if (program.name, dialect) in self.cells:
                    cells = [word(self.cells[program.name, dialect][feature]) for feature in FEATURES]
                    title = f"`{program.package.partition('[')[0]}` ({REGISTRIES[program.registry]})"
                    yield f"| {title} | {program.version} | {DIALECTS[dialect]} | {' | '.join(cells)} |"


def word(results):
    tried_at = [why for why in results if why is not None]
    if not tried_at:
        return "–"
    works = sum(why == "" for why in tried_at)
    return "yes" if works == len(tried_at) else f"{works} of {len(tried_at)}"


def write(rows):
    before, _, rest = PAGE.read_text().partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    PAGE.write_text("\n".join([before + MARKS[0], *rows, MARKS[1] + after]))


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--write"]
    os.environ.setdefault("JAVA_HOME", str(pathlib.Path(java()).parents[1]))
    table = Table()
    code = main(arguments, LIBRARIES, table.round_of)
    rows = list(table.rows())
    say("\n".join(rows))
    if "--write" in sys.argv:
        write(rows)
    sys.exit(code)
