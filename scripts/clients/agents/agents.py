"""Runs agents against the proxy: each reads notes with a tool of its own and tells what they say, in each dialect
that it speaks, while providers of every dialect are played; to one of its own its requests are passed through.

  run.sh agents [--only DIALECT] [--keep] [PROGRAM...]

AGENTS_DIR is where the programs are installed (usually signalbox-agents below the directory of temporary files), SIGNALBOX the
launcher, if it is another one.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import turn
from players import Players
from programs import NODE, PROGRAMS, Place

HERE = pathlib.Path(__file__).resolve().parent
SIGNALBOX = os.environ.get("SIGNALBOX", str(HERE.parents[2] / "signalbox"))
INSTALLED = pathlib.Path(os.environ.get("AGENTS_DIR", pathlib.Path(tempfile.gettempdir()) / "signalbox-agents"))
PROVIDERS = ["chat", "responses", "messages", "gemini", "quiet"]
SECONDS = 240


def say(*words):
    print(*words, flush=True)


# Where a registry's packages put what is run.
BINS = {"npm": "node_modules/.bin", "pypi": "bin", "maven": "lib"}
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>io.signalbox.scripts</groupId>
<artifactId>libraries</artifactId><version>0</version><packaging>pom</packaging><dependencies><dependency><groupId>{}</groupId>
<artifactId>{}</artifactId><version>{}</version></dependency></dependencies></project>"""


def install(name, package, version, registry="npm", more=()):
    """The folder of the program's executables, or why there is none."""
    folder = INSTALLED / f"{name}-{version}"
    bins = folder / BINS[registry]
    if (folder / "installed").exists():
        return bins, ""
    say(f"Installing {package} {version} into {folder}")
    folder.mkdir(parents=True, exist_ok=True)
    for step in steps_of(folder, package, version, registry, more):
        done = subprocess.run(step, cwd=folder, capture_output=True, text=True, timeout=1200)
        if done.returncode:
            return None, (done.stderr or done.stdout).strip()[-300:]
    (folder / "installed").touch()
    return bins, ""


def steps_of(folder, package, version, registry, more):
    if registry == "pypi":
        return [[sys.executable, "-m", "venv", folder], [folder / "bin/pip", "install", "-q", f"{package}=={version}", *more]]
    if registry == "maven":
        (folder / "pom.xml").write_text(POM.format(*package.split(":"), version))
        return [["mvn", "-q", "-B", "-ntp", "dependency:copy-dependencies", "-DoutputDirectory=lib"]]
    (folder / "package.json").write_text('{"private": true}')
    return [["npm", "install", "--silent", "--no-fund", "--no-audit", f"{package}@{version}", *more]]


class Proxy:
    """The proxy in a home of its own, usually with a graph for each kind of provider."""

    def __init__(self, work, upstream, files=()):
        self.home = work / "home"
        self.home.mkdir()
        own = (HERE / "providers.json").read_text().replace("UPSTREAM", upstream)
        (self.home / "providers.json").write_text(own)
        graphs = []
        for graph in files or sorted((HERE / "graphs").glob("*.yaml")):
            graphs.append(work / graph.name)
            graphs[-1].write_text(graph.read_text().replace("UPSTREAM", upstream))
        env = {**os.environ, "PLAYED_KEY": "played"}
        home = ["--home", self.home]
        subprocess.run([SIGNALBOX, "keys", "allow", "PLAYED_KEY", upstream, *home], env=env, check=True, capture_output=True)
        self.log = open(work / "proxy.log", "w")
        self.process = subprocess.Popen([SIGNALBOX, "serve", *graphs, "--json", "--port", "0", *home], env=env,
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.process.stdout:
            if '"url"' in line:
                served = json.loads(line)
                self.url, self.key = served["url"], served["apps"][0]["key"]
                return
        sys.exit(f"The proxy did not start; see {work}/proxy.log")

    def close(self):
        self.process.terminate()
        self.process.wait(30)


def environment(place, bins, node):
    """Nothing of this machine's but the PATH; what would leave the machine meets a closed port."""
    paths = [str(bins), str(node), os.environ["PATH"]]
    closed = "http://127.0.0.1:9"
    return {
        "PATH": os.pathsep.join(paths), "HOME": str(place.home), "TERM": "dumb", "LANG": "C.UTF-8", "NO_COLOR": "1", "CI": "1",
        "HTTP_PROXY": closed, "HTTPS_PROXY": closed, "NO_PROXY": "127.0.0.1,localhost",
    }


def attempt(program, bins, node, place, players):
    """Empty if the program read the note and told what it says, else what failed."""
    for name, text in turn.NOTES.items():
        (place.folder / name).write_text(text + "\n")
    run = program.run(place)
    env = {**environment(place, bins, node), **run.env}
    for command in [*run.before, run.command]:
        try:
            done = subprocess.run(command, cwd=place.folder, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, errors="replace", timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"no end after {SECONDS} s; {judged(players)}"
        (place.home / "output").write_text(f"{done.stdout}\n--- stderr\n{done.stderr}")
        if done.returncode:
            return f"ended with {done.returncode}; {judged(players) or trouble(done.stderr + done.stdout)}"
    wrong = judged(players)
    if wrong:
        return wrong
    said = done.stdout + read(place.folder / "said.txt")
    if f"note says {turn.MARKER}" not in " ".join(said.split()):
        return f"did not tell what the note says: {said[-200:]!r}"
    return ""


def trouble(text):
    """The line that says what happened, else the end."""
    lines = [line for line in text.splitlines() if "Error" in line and "new Error" not in line]
    return (lines or [text.strip()])[-1][-300:]


def judged(players):
    faults = [f"{seen.dialect} refused: {fault}" for seen in players.seen for fault in seen.faults]
    if faults:
        return faults[0]
    if not players.seen:
        return "no call reached the provider"
    if not any(turn.MARKER in text for seen in players.seen for text in seen.view.results + seen.view.texts):
        return "the note did not reach the provider"
    return ""


def elsewhere(players, provider):
    others = {seen.dialect for seen in players.seen} - {provider}
    return f"asked the provider of {others}" if others else ""


def read(path):
    return path.read_text() if path.exists() else ""


def round_of(program, bins, node, proxy, players, work, only):
    failed = 0
    for dialect in program.speaks:
        for provider in PROVIDERS:
            if only and provider not in only:
                continue
            root = work / f"{program.name}-{dialect}-{provider}"
            (root / "folder").mkdir(parents=True)
            question = turn.QUESTION.format(path=root / "folder/note.txt")
            place = Place(root, root / "folder", proxy.url, proxy.key, f"to-{provider}", dialect, question,
                          lambda name: str(bins / name))
            players.seen.clear()
            wrong = attempt(program, bins, node, place, players) or elsewhere(players, provider)
            calls = len(players.seen)
            (root / "seen.json").write_text(json.dumps([vars(s) | {"view": None, "answer": str(s.answer)} for s in players.seen], indent=1))
            how = "passed through" if dialect == provider.replace("quiet", "chat") else "translated"
            say(f"{'FAIL' if wrong else 'ok  '}  {program.name} {program.version}: {dialect} -> {provider}, {how}, "
                + (wrong if wrong else f"{calls} calls"))
            failed += bool(wrong)
    return failed


def main(arguments, programs, round_of):
    """Runs programs, or those of them that are named.

    round_of(program, bins, node, proxy, players, work, only) says how many of a program's runs failed.
    """
    keep = "--keep" in arguments
    only = [arguments[i + 1] for i, a in enumerate(arguments) if a == "--only"]
    names = [a for i, a in enumerate(arguments) if not a.startswith("--") and arguments[i - 1 : i] != ["--only"]]
    unknown = set(names) - {p.name for p in programs}
    if unknown:
        sys.exit(f"No such program: {', '.join(unknown)}; there are {', '.join(p.name for p in programs)}")
    subprocess.run([SIGNALBOX, "--version"], check=True, stdout=sys.stderr)
    node, why = install("node", *NODE)
    if why:
        sys.exit(f"Node {NODE[1]} could not be installed: {why}")
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ['PATH']}"
    work = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-agents-run-"))
    players = Players()
    proxy = Proxy(work, players.url)
    failed = 0
    try:
        for program in programs:
            if names and program.name not in names:
                continue
            bins, why = install(program.name, program.package, program.version, program.registry, program.more)
            if why:
                say(f"skip  {program.name} {program.version}: could not be installed: {why}")
                continue
            failed += round_of(program, bins, node, proxy, players, work, only)
    finally:
        proxy.close()
        if keep or failed:
            say(f"What was sent and said: {work}")
        else:
            shutil.rmtree(work)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], PROGRAMS, round_of))
