"""Sends suites of prompts through real gateways that run exported files. See prove.sh."""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from upstream import Upstream

PORT_IN_EXPORTS = "127.0.0.1:18400"
MASTER_KEY = "sk-proof-of-an-export"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def key_of(name):
    return "key-of-" + name


def post(url, headers, body):
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json", **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


class Gateway:
    """A running gateway; leaves nothing behind."""

    def __init__(self, exported, upstream_port):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="prove-"))
        self.port = free_port()
        names = set()
        for file in exported.iterdir():
            text = file.read_text().replace(PORT_IN_EXPORTS, f"127.0.0.1:{upstream_port}")
            text = text.replace("listen 127.0.0.1:8080", f"listen 127.0.0.1:{self.port}")
            (self.dir / file.name).write_text(text)
            names |= set(re.findall(r"os\.environ/(\w+)|^env (\w+);|\"\$\{(\w+)\}\"", text, re.M))
        self.keys = {name: key_of(name) for found in names for name in found if name}
        self.environment = {**os.environ, **self.keys, "LITELLM_MASTER_KEY": MASTER_KEY}
        self.log = open(self.dir / "gateway.log", "wb")
        self.process = subprocess.Popen(
            self.command(), cwd=self.dir, env=self.environment, stdout=self.log, stderr=self.log
        )
        self.await_port()

    def await_port(self):
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        self.close(keep=True)
        log = (self.dir / "gateway.log").read_text(errors="replace")
        raise SystemExit(f"{type(self).__name__} did not start:\n{log[-3000:]}")

    def close(self, keep=False):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        if not keep:
            shutil.rmtree(self.dir, ignore_errors=True)


class Litellm(Gateway):
    program = "SIGNALBOX_LITELLM"

    def command(self):
        self.environment["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        return [os.environ[self.program], "--config", "config.yaml", *where]

    def ask(self, case, body):
        config = (self.dir / "config.yaml").read_text()
        group = json.loads(re.search(r"model_name: (\".*\")", config).group(1))
        tags = ",".join(f"{k}={v}" for k, v in case.get("metadata", {}).items())
        headers = {"authorization": "Bearer " + MASTER_KEY}
        if tags and tags.isprintable() and tags.isascii():
            headers["x-litellm-tags"] = tags
        return post(f"http://127.0.0.1:{self.port}/v1/chat/completions", headers, {**body, "model": group})


class Portkey(Gateway):
    program = "SIGNALBOX_PORTKEY"

    def command(self):
        return ["node", os.environ[self.program], f"--port={self.port}", "--headless"]

    def ask(self, case, body):
        config = (self.dir / "config.json").read_text()
        for name, key in self.keys.items():
            config = config.replace("${" + name + "}", key)
        headers = {
            "x-portkey-config": json.dumps(json.loads(config)),
            "x-portkey-metadata": json.dumps(case.get("metadata", {})),
        }
        return post(f"http://127.0.0.1:{self.port}/v1/chat/completions", headers, body)


class Nginx(Gateway):
    program = "SIGNALBOX_NGINX"

    def command(self):
        start = [os.environ[self.program], "-p", str(self.dir), "-c", "nginx.conf"]
        subprocess.run([*start, "-t"], check=True, env=self.environment, stderr=self.log)
        return [*start, "-g", "daemon off;" + (" user root;" if os.geteuid() == 0 else "")]

    def ask(self, case, body):
        asked = {**body, "metadata": case.get("metadata", {})}
        return post(f"http://127.0.0.1:{self.port}/v1/chat/completions", {}, asked)


GATEWAYS = {"litellm": Litellm, "portkey": Portkey, "nginx": Nginx}


def declared(exported):
    """What the report says of each id: (level, sentences)."""
    rows, at = {}, None
    for line in (exported / "report.txt").read_text().strip().split("\n"):
        if line.startswith("  - "):
            rows[at][1].append(line[4:])
        else:
            level, _, name = line.split(" ", 2)
            at = json.loads(name)
            rows[at] = (level, [])
    return rows


def body_of(case):
    body = {
        "model": case.get("model_asked", "any"),
        "messages": [{"role": "user", "content": case["prompt"] * case.get("repeat", 1)}],
    }
    return {**body, **case.get("body", {})}


def run_case(gateway, upstream, case):
    """The models asked, in order; the one that answered, empty if none did; and the status."""
    upstream.failing = case.get("fail", {})
    upstream.seen.clear()
    status, text = gateway.ask(case, body_of(case))
    asked = [call["model"] for call in upstream.seen]
    return asked, asked[-1] if status == 200 and "from " in text and asked else "", status


def fresh(gateway):
    """LiteLLM rests models after failures, so each failing case begins with all of them awake."""
    if isinstance(gateway, Litellm):
        time.sleep(5.5)


def prove(name, exported, suite, rows):
    upstream = Upstream(0)
    gateway = GATEWAYS[name](exported, upstream.server_address[1])
    report = declared(exported)
    good = True
    try:
        for case in suite:
            answered, verdict = verdict_of(gateway, upstream, case, report)
            good &= not verdict.startswith("WRONG")
            wanted = "|".join(expected(case)) or "(refused)"
            rows.append((name, case["name"], wanted, answered or "(refused)", verdict))
    finally:
        gateway.close()
        upstream.shutdown()
        upstream.server_close()
    return good


def expected(case):
    wanted = case["expect_model"]
    return wanted if isinstance(wanted, list) else [wanted] if wanted else []


def verdict_of(gateway, upstream, case, report):
    asked, answered, status = run_case(gateway, upstream, case)
    if case.get("fail"):
        fresh(gateway)
    if answered in (expected(case) or [""]):
        return answered, "as expected"
    for fragment in case.get("if_lost", []):
        for node in ["", *case["path"]]:
            for sentence in report.get(node, ("", []))[1]:
                if fragment in sentence:
                    return answered, f"declared: {node or 'graph'}: {sentence}"
    return answered, f"WRONG: asked {asked}, status {status}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--exports", type=pathlib.Path, required=True)
    arguments.add_argument("--suites", type=pathlib.Path, required=True)
    arguments.add_argument("gateways", nargs="+", choices=list(GATEWAYS))
    given = arguments.parse_args()
    good, rows = True, []
    for name in given.gateways:
        program = os.environ.get(GATEWAYS[name].program, "")
        if not os.path.exists(program):
            print(f"{name} is not installed here: set {GATEWAYS[name].program}.", file=sys.stderr)
            good = False
            continue
        for file in sorted(given.suites.glob("*.json")):
            rows.append((name, file.stem, "", "", ""))
            exported = given.exports / file.stem / name
            good &= prove(name, exported, json.loads(file.read_text()), rows)
    for row in rows:
        print("%-8s %-42s %-14s %-14s %s" % tuple(cell.replace("\n", " ") for cell in row))
    wrong = sum(row[4].startswith("WRONG") for row in rows)
    told = sum(row[4].startswith("declared") for row in rows)
    held = sum(row[4] == "as expected" for row in rows)
    print(f"{held} as expected, {told} different as declared, {wrong} wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
