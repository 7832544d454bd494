"""Compares what gateways do with their own files with what the imported graphs decide."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "gateways"))

import gateway  # noqa: E402
import program  # noqa: E402
import upstream  # noqa: E402

MODEL = re.compile(r"^  ([\w.-]+):\s*\{.*?\bmodel: ([\w.-]+)")


class Original(gateway.Gateway):
    """A gateway with a file of its own; the variables of its keys are set."""

    def __init__(self, directory, file, keys, upstream_port):
        self.file = file
        super().__init__(directory, keys, upstream_port)

    def wake(self, failed):
        """Waits until no model rests any more after failures."""


class Litellm(Original):
    program = "SIGNALBOX_LITELLM"

    def command(self):
        self.environment["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
        self.environment["PROOF_MASTER_KEY"] = gateway.MASTER_KEY
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        return [os.environ[self.program], "--config", str(self.file), *where]

    def ask(self, prompt, body):
        headers = {"authorization": "Bearer " + gateway.MASTER_KEY}
        if "metadata" in prompt:
            headers["x-litellm-tags"] = ",".join(prompt["metadata"].values())
        return gateway.post(self.url(), headers, body)

    def wake(self, failed):
        if failed:
            time.sleep(5.5)


class Portkey(Original):
    program = "SIGNALBOX_PORTKEY"

    def command(self):
        return ["node", os.environ[self.program], f"--port={self.port}", "--headless"]

    def ask(self, prompt, body):
        config = self.file.read_text()
        for name, key in self.keys.items():
            config = config.replace("${" + name + "}", key)
        headers = {
            "x-portkey-config": json.dumps(json.loads(config)),
            "x-portkey-metadata": json.dumps(prompt.get("metadata", {})),
        }
        return gateway.post(self.url(), headers, body)


class TensorZero(Original):
    program = "SIGNALBOX_TENSORZERO"

    def command(self):
        server = str(HERE / "tensorzero_server.py")
        return [os.environ[self.program], server, str(self.file), str(self.port)]

    def ask(self, prompt, body):
        return gateway.post(self.url(), {}, body)


class ClaudeCodeRouter(Original):
    program = "SIGNALBOX_CCR"

    def command(self):
        home = self.dir / "home"
        (home / ".claude-code-router").mkdir(parents=True)
        text = self.file.read_text().replace('"PORT": 0', f'"PORT": {self.port}')
        (home / ".claude-code-router" / "config.json").write_text(text)
        self.environment.update(HOME=str(home), SERVICE_PORT=str(self.port))
        return ["node", os.environ[self.program], "start"]

    def ask(self, prompt, body):
        return gateway.post(f"http://127.0.0.1:{self.port}/v1/messages", {}, body)


GATEWAYS = {
    "litellm": Litellm,
    "portkey": Portkey,
    "tensorzero": TensorZero,
    "claude-code-router": ClaudeCodeRouter,
}


def body_of(name, prompt):
    if name != "claude-code-router":
        return program.body_of(prompt)
    text = prompt["text"] * prompt.get("repeat", 1)
    body = {
        "model": prompt["model"],
        "max_tokens": prompt.get("max_tokens", 2048),
        "messages": [{"role": "user", "content": text}],
    }
    if "system" in prompt:
        body["system"] = prompt["system"]
    if prompt.get("thinking"):
        body["thinking"] = {"type": "enabled", "budget_tokens": 1024}
    tools = [{"name": each, "input_schema": {"type": "object"}} for each in prompt.get("tools", [])]
    if prompt.get("web"):
        tools.append({"type": "web_search_20250305", "name": "web_search"})
    return {**body, "tools": tools} if tools else body


class Imported:
    """The graph of a file, and which of its models stands for which of the provider's."""

    def __init__(self, file, directory):
        self.graph = directory / "graph.yaml"
        self.findings = json.loads(
            program.run("import", file, "-o", self.graph, "--force", "--json")
        )["findings"]
        lines = self.graph.read_text().splitlines()
        found = [MODEL.match(line) for line in lines]
        self.models = {each.group(1): each.group(2) for each in found if each}

    def decides(self, prompt, file):
        body = {**program.body_of(prompt), "metadata": prompt.get("metadata", {})}
        if prompt.get("thinking"):
            body["reasoning_effort"] = "medium"
        if prompt.get("web"):
            search = {"name": "web_search", "parameters": {"type": "object", "properties": {}}}
            body["tools"] = [{"type": "function", "function": search}]
        file.write_text(json.dumps(body))
        options = ["--request", file]
        for id, model in self.models.items():
            if model in prompt.get("given", {}):
                options += ["--given", f"{id}={prompt['given'][model]}"]
        if "user" in prompt:
            options += ["--user", prompt["user"]]
        way = json.loads(program.run("route", self.graph, *options, "--json"))
        return [self.models[each["model"]] for each in way["attempts"]]


def prove(name, directory):
    fake = upstream.Upstream()
    source = next((HERE / "files").glob(name + ".*"))
    file = directory / source.name
    file.write_text(source.read_text().replace("PORT/v1", f"{fake.port}/v1"))
    variables = set(re.findall(r"PROOF_\w+", file.read_text())) - {"PROOF_MASTER_KEY"}
    keys = {each: upstream.KEY + each.removeprefix("PROOF_").lower().replace("_", "-") for each in variables}
    imported = Imported(file, directory)
    known = json.loads((HERE / "differences.json").read_text()).get(name, {})
    rows = []
    started = GATEWAYS[name](directory, file, keys, fake.port)
    try:
        for line in (HERE / "prompts" / (name + ".jsonl")).read_text().splitlines():
            prompt = json.loads(line)
            body = body_of(name, prompt)
            wanted = imported.decides(prompt, directory / "request.json")
            fake.failing = prompt.get("given", {})
            fake.seen.clear()
            status, text = started.ask(prompt, body)
            asked = [call["leaf"] for call in fake.seen]
            started.wake(bool(fake.failing))
            same = asked == wanted
            verdict = "the same" if same else known.get(prompt["name"], "")
            rows.append((name, prompt["name"], asked, wanted, verdict, f"{status} {text[:160]}"))
    finally:
        started.close()
        fake.close()
    return rows


def main():
    names = sys.argv[1:] or list(GATEWAYS)
    rows, missing = [], []
    for name in names:
        if not os.path.exists(os.environ.get(GATEWAYS[name].program, "")):
            missing.append(name)
            print(f"{name} is not installed here: set {GATEWAYS[name].program}.", file=sys.stderr)
            continue
        directory = pathlib.Path(tempfile.mkdtemp(prefix="imports-"))
        try:
            rows += prove(name, directory)
        finally:
            shutil.rmtree(directory, ignore_errors=True)
    for name, prompt, asked, wanted, verdict, answer in rows:
        told = verdict if verdict else f"WRONG: {answer}"
        print("%-20s %-30s %-34s %-34s %s" % (name, prompt, " > ".join(asked), " > ".join(wanted), told))
    same = sum(row[4] == "the same" for row in rows)
    wrong = sum(not row[4] for row in rows)
    print(f"{same} the same, {len(rows) - same - wrong} different as known, {wrong} wrong")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
