"""Asks every endpoint of OpenAI's API that the proxy has, through prism, and prints each violation of the description."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

sys.path.append(str(Path(__file__).resolve().parent.parent / "openresponses"))
import fake  # noqa: E402

DIALECTS = {"openai": "/v1", "responses": "/v1", "anthropic": "", "gemini": "/v1beta"}
PARAMETERS = {"type": "object", "properties": {"location": {"type": "string"}}, "required": ["location"]}
TOOL = {"name": "get_weather", "description": "The weather of a place", "parameters": PARAMETERS}
FORM = {"name": "weather", "schema": {**PARAMETERS, "additionalProperties": False}, "strict": True}


def hello(**more):
    return {"messages": [{"role": "user", "content": "Hello"}], **more}


def chats():
    call = {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}
    return {
        "text": hello(),
        "usage": hello(stream_options={"include_usage": True}),
        "tools": hello(tools=[{"type": "function", "function": TOOL}]),
        "json": hello(response_format={"type": "json_schema", "json_schema": FORM}),
        "result": {
            "messages": [
                {"role": "user", "content": "Weather?"},
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": "call_1", "content": "Rain."},
            ]
        },
    }


def responses():
    return {
        "text": {"input": "Hello"},
        "items": {"input": [{"type": "message", "role": "user", "content": "Hello"}], "instructions": "Be brief."},
        "tools": {"input": "Hello", "tools": [{"type": "function", "strict": False, **TOOL}]},
        "json": {"input": "Hello", "text": {"format": {"type": "json_schema", **FORM}}},
    }


def requests():
    """Name, path and body of each; None: a GET."""
    yield "models", "/models", None
    yield "model", "/models/openai", None
    for dialect in DIALECTS:
        for name, body in chats().items():
            for stream in (False, True):
                if stream or name != "usage":
                    how = "streamed" if stream else "whole"
                    yield f"chat {name} {how} {dialect}", "/chat/completions", {"model": dialect, "stream": stream, **body}
        for name, body in responses().items():
            for stream in (False, True):
                how = "streamed" if stream else "whole"
                yield f"responses {name} {how} {dialect}", "/responses", {"model": dialect, "stream": stream, **body}
    yield "count", "/responses/input_tokens", {"model": "openai", "input": "Hello"}
    yield "completions whole", "/completions", {"model": "openai", "prompt": "Once"}
    yield "completions streamed", "/completions", {"model": "openai", "prompt": "Once", "stream": True}
    # The description does not know the text that base64 gives.
    yield "embeddings", "/embeddings", {"model": "vectors", "input": "Hello"}


def graph(name, model):
    return (
        f"signalbox: 1\nname: {name}\nstart: only\nmodels:\n  m: {{ {model} }}\n"
        "nodes:\n  only: { kind: fallback, to: [ m ] }\n"
    )


def serve(home, started):
    address = fake.start()
    rows = [
        {"id": f"fake-{dialect}", "address": address + path, "dialect": dialect, "models": ["m"]}
        for dialect, path in DIALECTS.items()
    ]
    (home / "providers.json").write_text(json.dumps({"providers": rows}))
    texts = {dialect: graph(dialect, f"provider: fake-{dialect}, model: m") for dialect in DIALECTS}
    texts["vectors"] = graph("vectors", "provider: fake-openai, model: m")
    for name, text in texts.items():
        (home / f"{name}.yaml").write_text(text)
    files = [str(home / f"{name}.yaml") for name in texts]
    command = [os.environ["SIGNALBOX"], "serve", *files, "--no-keys", "--json", "--port", "0", "--home", str(home)]
    proxy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    started.append(proxy)
    for line in proxy.stdout:
        found = re.search(r'"url":"([^"]*)"', line)
        if found:
            return found[1]
    sys.exit("the proxy did not start")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def prism(program, description, upstream, home, started):
    """OpenAI's description names servers of its own; prism takes any."""
    port = free_port()
    log = open(home / "prism.log", "w")
    command = ["node", program, "proxy", description, upstream, "-p", str(port), "-h", "127.0.0.1"]
    started.append(subprocess.Popen(command, stdout=log, stderr=log))
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.1)
    sys.exit("prism did not start:\n" + (home / "prism.log").read_text())


def ask(url, body):
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", "authorization": "Bearer any"}
    request = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def broken(status, headers, text, schema):
    """Prism takes a stream for an answer that is no object, or of another type: its events are looked at instead."""
    violations = [
        f"{' '.join(each.get('location', []))}: {each.get('message')}"
        for each in json.loads(headers.get("sl-violations") or "[]")
        if schema is None or each.get("location", [""])[0] != "response"
    ]
    of_events = [] if schema is None else broken_events(text, schema)
    return violations + of_events + ([] if status == 200 else [f"{status} {text[:400]}"])


# What OpenAI's own streams say, too, and the description does not know: that there is no usage yet (Open Responses wants
# the null), and that a chunk is not the last.
GAPS = re.compile(r"\$\.response\.usage: None is not|^event  \$\.choices\[0\]\.finish_reason: None is not (one )?of")


def broken_events(text, schema):
    events = [json.loads(data) for data in re.findall(r"^data: (\{.*)$", text, re.M)]
    found = [] if events else ["no events"]
    for event in events:
        kind = event.get("type", "")
        if kind not in schema:
            found.append(f"unknown event {kind}")
            continue
        for error in schema[kind].iter_errors(event):
            best = best_match([error])
            words = f"event {kind} {best.json_path}: {best.message[:200]}"
            found += [] if GAPS.search(words) else [words]
    return found[:10]


def with_null(node):
    """The word `nullable`, which JSON Schema has not, as what it means."""
    if isinstance(node, list):
        return [with_null(each) for each in node]
    if not isinstance(node, dict):
        return node
    same = {name: with_null(each) for name, each in node.items()}
    return {"anyOf": [same, {"type": "null"}]} if same.pop("nullable", False) is True else same


def schemas(description):
    """Path → type of an event → what it must be."""
    components = with_null(json.loads(Path(description).read_text())["components"])
    named = components["schemas"]

    def schema(name):
        return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})

    kinds = {}
    for name, each in named.items():
        kind = each.get("properties", {}).get("type", {}).get("enum", []) if name.startswith("Response") else []
        if len(kind) == 1 and "sequence_number" in each["properties"]:
            kinds[kind[0]] = schema(name)
    return {
        "/chat/completions": {"": schema("CreateChatCompletionStreamResponse")},
        "/completions": {"": schema("CreateCompletionResponse")},
        "/responses": kinds,
    }


def main():
    failed = asked = 0
    started = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        try:
            url = prism(sys.argv[1], sys.argv[2], serve(home, started) + "/v1", home, started)
            events = schemas(sys.argv[2])
            for name, path, body in requests():
                streams = bool(body) and body.get("stream", False)
                found = broken(*ask(url + path, body), events[path] if streams else None)
                asked += 1
                failed += bool(found)
                print(("FAIL " if found else "ok   ") + name, *found, sep="\n       ", flush=True)
        finally:
            for process in started:
                process.terminate()
                process.wait()
    print(f"{failed} of {asked} requests break the description" if failed else "no violation")
    sys.exit(1 if failed else 0)


main()
