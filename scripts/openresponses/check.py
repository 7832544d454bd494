"""Runs the cases of Open Responses' compliance suite against the proxy, and prints what does not fit."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import openresponses_types.types as types
from pydantic import TypeAdapter, ValidationError

import fake

DIALECTS = {"responses": "/v1", "openai": "/v1", "anthropic": "", "gemini": "/v1beta"}
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather of a place",
    "parameters": {"type": "object", "properties": {"location": {"type": "string"}}, "required": ["location"]},
}


def said(role, content):
    return {"type": "message", "role": role, "content": content}


CASES = {
    "text": {"input": [said("user", "Say hello in exactly 3 words.")]},
    "system prompt": {"input": [said("system", "Speak like a pirate."), said("user", "Say hello.")]},
    "tool call": {"input": [said("user", "What is the weather in San Francisco?")], "tools": [WEATHER]},
    "picture": {
        "input": [
            said("user", [{"type": "input_text", "text": "What is it?"}, {"type": "input_image", "image_url": PIXEL}])
        ]
    },
    "several turns": {
        "input": [said("user", "I am Alice."), said("assistant", "Hello Alice!"), said("user", "Who am I?")]
    },
    "several turns with a call": {
        "input": [
            said("user", "Weather?"),
            {"type": "function_call", "call_id": "call_7", "name": "get_weather", "arguments": "{}"},
            {"type": "function_call_output", "call_id": "call_7", "output": "Rain."},
        ]
    },
}

RESOURCE = TypeAdapter(types.ResponseResource)


def event_types():
    """Type of an event → what it must be."""
    found = {}
    for name in dir(types):
        model = getattr(types, name)
        if name.endswith("StreamingEvent") and hasattr(model, "model_fields"):
            field = model.model_fields["type"]
            default = field.default
            word = getattr(default, "value", default)
            if not isinstance(word, str):
                word = next(iter(getattr(field.annotation, "__members__", {"": field.annotation}).values()))
                word = getattr(word, "value", word)
            found[str(word)] = TypeAdapter(model)
    return found


EVENTS = event_types()


def faults(adapter, value, where):
    try:
        adapter.validate_python(value)
        return []
    except ValidationError as error:
        return [f"{where} {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:5]]


def post(url, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(url + "/v1/responses", data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def whole(text, case):
    response = json.loads(text)
    return faults(RESOURCE, response, "answer") + meaning(response, case)


def meaning(response, case):
    kinds = [item.get("type") for item in response.get("output", [])]
    wanted = "function_call" if "tools" in case else "message"
    broken = [] if wanted in kinds else [f"no item of type {wanted}"]
    status = response.get("status")
    return broken + ([] if status == "completed" else [f"status {status}"])


def streamed(text, case):
    events = [json.loads(data) for data in re.findall(r"^data: (\{.*)$", text, re.M)]
    broken = [] if events else ["no events"]
    for at, event in enumerate(events):
        adapter = EVENTS.get(event.get("type", ""))
        if adapter is None:
            broken.append(f"unknown event {event.get('type')}")
        else:
            broken += faults(adapter, event, event["type"])
        if event.get("sequence_number") != at:
            broken.append(f"event {at} has the number {event.get('sequence_number')}")
    types_ = [event.get("type") for event in events]
    for needed in needed_events(case):
        if needed not in types_:
            broken.append(f"no {needed}")
    last = events[-1] if events else {}
    if last.get("type") != "response.completed":
        return broken + [f"ends with {last.get('type')}"]
    return broken + faults(RESOURCE, last["response"], "answer") + meaning(last["response"], case)


def needed_events(case):
    inner = "function_call_arguments" if "tools" in case else "output_text"
    return [
        "response.created",
        "response.output_item.added",
        f"response.{inner}.delta",
        f"response.{inner}.done",
        "response.output_item.done",
    ]


def serve(home):
    address = fake.start()
    rows = [
        {"id": f"fake-{dialect}", "address": address + path, "dialect": dialect, "models": ["m"]}
        for dialect, path in DIALECTS.items()
    ]
    (home / "providers.json").write_text(json.dumps({"providers": rows}))
    graphs = []
    for dialect in DIALECTS:
        graph = home / f"{dialect}.yaml"
        graph.write_text(
            f"signalbox: 1\nname: {dialect}\nstart: only\nmodels:\n  m: {{ provider: fake-{dialect}, model: m }}\n"
            "nodes:\n  only: { kind: fallback, to: [ m ] }\n"
        )
        graphs.append(str(graph))
    command = [os.environ["SIGNALBOX"], "serve", *graphs, "--no-keys", "--json", "--port", "0", "--home", str(home)]
    proxy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in proxy.stdout:
        found = re.search(r'"url":"([^"]*)"', line)
        if found:
            return proxy, found[1]
    sys.exit("the proxy did not start")


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        proxy, url = serve(Path(folder))
        try:
            for dialect in DIALECTS:
                how = "passed through" if dialect == "responses" else f"translated from {dialect}"
                for name, case in CASES.items():
                    for stream in (False, True):
                        status, text = post(url, {"model": dialect, "stream": stream, **case})
                        judge = streamed if stream else whole
                        broken = judge(text, case) if status == 200 else [f"{status} {text}"]
                        failed += bool(broken)
                        line = f"{name}, {'streamed' if stream else 'whole'}, {how}"
                        print(("FAIL " if broken else "ok   ") + line, *broken, sep="\n       ")
        finally:
            proxy.terminate()
            proxy.wait()
    print(f"{failed} of {len(CASES) * 2 * len(DIALECTS)} cases fail" if failed else "all cases pass")
    sys.exit(1 if failed else 0)


main()
