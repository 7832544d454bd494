"""Compares what gateways do with their own files with what the imported graphs decide, and with what
the same gateways do with the exports of these graphs."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "gateways"))

import gateway  # noqa: E402
import program  # noqa: E402
import upstream  # noqa: E402

MASTER_KEY = "sk-proof-of-an-import"
SERVER = HERE.parents[1] / "router-engine/src/main/resources/io/signalbox/engine/cli/prove/tensorzero_server.py"
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
        self.environment["PROOF_MASTER_KEY"] = self.environment["LITELLM_MASTER_KEY"] = MASTER_KEY
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        return [os.environ[self.program], "--config", str(self.file), *where]

    def ask(self, prompt, body):
        headers = {"authorization": "Bearer " + MASTER_KEY}
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
        return [os.environ[self.program], str(SERVER), str(self.file), str(self.port)]

    def ask(self, prompt, body):
        return gateway.post(f"http://127.0.0.1:{self.port}/openai/v1/chat/completions", {}, body)


class ClaudeCodeRouter(Original):
    program = "SIGNALBOX_CCR"

    def config(self):
        return self.file.read_text().replace('"PORT": 0', f'"PORT": {self.port}')

    def command(self):
        home = self.dir / "home" / ".claude-code-router"
        home.mkdir(parents=True)
        (home / "config.json").write_text(self.config())
        self.environment.update(HOME=str(home.parent), SERVICE_PORT=str(self.port))
        return ["node", os.environ[self.program], "start"]

    def ask(self, prompt, body):
        return gateway.post(f"http://127.0.0.1:{self.port}/v1/messages", {}, body)


# The same gateways with exports.


def labels(prompt):
    pairs = prompt.get("metadata", {}).items()
    return {"x-signalbox-metadata": ", ".join("=".join(pair) for pair in pairs)} if pairs else {}


class LitellmExport(Litellm):
    target = "litellm"

    def ask(self, prompt, body):
        headers = {"authorization": "Bearer " + MASTER_KEY, **labels(prompt)}
        return gateway.post(self.url(), headers, body)

    def wake(self, failed):
        """Its models never rest."""


class PortkeyExport(Portkey):
    target = "portkey"


class TensorZeroExport(TensorZero):
    target = "tensorzero"

    def ask(self, prompt, body):
        """Names the function whose description holds, as the report tells callers to."""
        functions = tomllib.loads(self.file.read_text())["functions"]
        rule = f'model == "{body["model"]}"'
        named = [name for name, each in functions.items() if each.get("description") == rule]
        model = "tensorzero::function_name::" + (named or ["main"])[0]
        return super().ask(prompt, {**body, "model": model})


class ClaudeCodeRouterExport(ClaudeCodeRouter):
    target = "ccr"

    def config(self):
        home = f"{self.dir}/"
        text = self.file.read_text().replace("HERE/", home).replace(":3456/", f":{self.port}/")
        return text.replace('"PORT" : 3456', f'"PORT" : {self.port}')


EXPORTS = {
    "litellm": LitellmExport,
    "portkey": PortkeyExport,
    "tensorzero": TensorZeroExport,
    "claude-code-router": ClaudeCodeRouterExport,
}

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


def exported(name, imported, directory):
    """The file of an export of the imported graph."""
    files = directory / "export"
    program.run("export", imported.graph, "--to", EXPORTS[name].target, "-o", files)
    return next(files.glob("config.*"), files / "tensorzero.toml")


class Asked:
    """Asks a gateway, and tells which models it called."""

    def __init__(self, started, fake):
        self.started = started
        self.fake = fake

    def __call__(self, prompt, body):
        self.fake.failing = prompt.get("given", {})
        self.fake.seen.clear()
        answer = self.started.ask(prompt, body)
        called = [call["leaf"] for call in self.fake.seen]
        self.started.wake(bool(self.fake.failing))
        return called, answer


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
    original = GATEWAYS[name](directory, file, keys, fake.port)
    try:
        again = exported(name, imported, directory)
        export = EXPORTS[name](again.parent, again, keys, fake.port)
        try:
            ask, ask_export = Asked(original, fake), Asked(export, fake)
            for line in (HERE / "prompts" / (name + ".jsonl")).read_text().splitlines():
                prompt = json.loads(line)
                body = body_of(name, prompt)
                wanted = imported.decides(prompt, directory / "request.json")
                asked, (status, text) = ask(prompt, body)
                back, _ = ask_export(prompt, body)
                same = asked == wanted == back
                verdict = "the same" if same else known.get(prompt["name"], "")
                answer = f"{status} {text[:160]}"
                rows.append((name, prompt["name"], asked, wanted, back, verdict, answer))
        finally:
            export.close()
    finally:
        original.close()
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
    print("%-20s %-30s %-28s %-28s %-28s" % ("gateway", "prompt", "its own file", "import", "export of the import"))
    for name, prompt, *ways, verdict, answer in rows:
        told = verdict if verdict else f"WRONG: {answer}"
        print("%-20s %-30s %-28s %-28s %-28s %s" % (name, prompt, *map(" > ".join, ways), told))
    same = sum(row[5] == "the same" for row in rows)
    wrong = sum(not row[5] for row in rows)
    print(f"{same} the same, {len(rows) - same - wrong} different as known, {wrong} wrong")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
