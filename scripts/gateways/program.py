"""Signalbox itself, as a person calls it: exports graphs and says which way a prompt would go."""

import json
import os
import pathlib
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import upstream

MODEL = re.compile(r"^  ([\w.-]+):( *)\{(.*)\}\s*$")
PATHS = {"anthropic": "", "gemini": "/v1beta"}


def run(*arguments):
    """What a command printed. It may end with 1: it has found something."""
    done = subprocess.run(
        [os.environ["SIGNALBOX"], *map(str, arguments)], capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"signalbox {' '.join(map(str, arguments))}:\n{done.stdout}{done.stderr}")
    return done.stdout


def variable(leaf):
    return "PROOF_" + re.sub(r"\W", "_", leaf).upper()


class Copy:
    """A graph file with a key for each model, and the fake's address if one is given.

    Each model must stand on a line of its own: `  id: { … }`.
    """

    def __init__(self, graph, port=None):
        self.leaves, lines, inside = [], [], False
        for line in pathlib.Path(graph).read_text().split("\n"):
            if re.match(r"\w", line):
                inside = line.startswith("models:")
            found = inside and MODEL.match(line)
            lines.append(self.turned(found, port) if found else line)
        self.text = "\n".join(lines)
        self.keys = {variable(leaf): upstream.KEY + leaf for leaf in self.leaves}

    def turned(self, found, port):
        leaf, space, members = found.groups()
        self.leaves.append(leaf)
        members = re.sub(r",\s*key:\s*[\w:]+", "", members)
        add = f", key: env:{variable(leaf)}"
        if port:
            members = re.sub(r",\s*url:\s*(\"[^\"]*\"|[^\s,}]+)", "", members)
            provider = re.search(r"provider:\s*([\w-]+)", members).group(1)
            path = PATHS.get(provider, "/v1")
            add += f', url: "http://127.0.0.1:{port}{path}"'
        return f"  {leaf}:{space}{{{members.rstrip()}{add} }}"


def export(copy, target, directory):
    """Exports into a new directory; the rows of the report by id."""
    directory.mkdir()
    graph = directory / "graph.yaml"
    graph.write_text(copy.text)
    run("export", graph, "--to", target, "-o", directory, "--report", directory / "report.json")
    return {row["id"]: row for row in json.loads((directory / "report.json").read_text())}


def body_of(prompt):
    """The prompt as a body of OpenAI's chat completions."""
    content = prompt["text"] * prompt.get("repeat", 1)
    if prompt.get("images"):
        picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
        content = [{"type": "text", "text": content}, *[picture] * prompt["images"]]
    messages = [{"role": "user", "content": content}]
    if "system" in prompt:
        messages.insert(0, {"role": "system", "content": prompt["system"]})
    body = {"model": prompt.get("model", "any"), "messages": messages}
    for name in ("max_tokens", "stream", "user"):
        if name in prompt:
            body[name] = prompt[name]
    if "tools" in prompt:
        parameters = {"type": "object", "properties": {}}
        body["tools"] = [
            {"type": "function", "function": {"name": name, "parameters": parameters}}
            for name in prompt["tools"]
        ]
    return body


def predicted(graph, prompt, file):
    file.write_text(json.dumps({**body_of(prompt), "metadata": prompt.get("metadata", {})}))
    options = ["--request", file]
    for option, member in (("--header", "headers"), ("--given", "given")):
        for name, value in prompt.get(member, {}).items():
            options += [option, f"{name}={value}"]
    if "user" in prompt:
        options += ["--user", prompt["user"]]
    return json.loads(run("route", graph, *options, "--json"))


def predictions(graph, prompts, directory):
    """For each prompt the way that `route` names."""
    with ThreadPoolExecutor(2) as pool:
        return list(
            pool.map(
                lambda each: predicted(graph, each[1], directory / f"{each[0]}.json"),
                enumerate(prompts),
            )
        )
