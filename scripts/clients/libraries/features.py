"""What the Python scripts have in common: each feature that is tried prints a line, `ok`, `skip` or `FAIL`."""

import asyncio
import base64
import json
import os
import pathlib
import sys

URL, KEY, MODEL, DIALECT, PROVIDER = (os.environ[name] for name in ("URL", "KEY", "MODEL", "DIALECT", "PROVIDER"))
QUESTION = os.environ["QUESTION"]
# The name of the graph that embeds; empty where the provider does not.
VECTORS = os.environ["VECTORS"]
HELLO, STORY, REFUSED, CITY, PICTURE = "Say hello", "Tell a long story", "Be refused", "Name a city", "What is this?"
TEXTS = ["a cat", "two dogs"]
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
PNG = base64.b64decode(DOT)
SCHEMA = {
    "title": "City", "description": "A city", "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
    "additionalProperties": False,
}
PATH = {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"], "additionalProperties": False}
loop = asyncio.new_event_loop()
failed = []


class Lacking(Exception):
    """The library or the provider has no such thing."""


def feature(name):
    def tried(body):
        try:
            made = body()
            if asyncio.iscoroutine(made):
                loop.run_until_complete(made)
            print(f"ok {name}", flush=True)
        except Lacking as why:
            print(f"skip {name}: {why}", flush=True)
        except Exception as e:
            failed.append(name)
            print(f"FAIL {name}: {type(e).__name__}: {' '.join(str(e).split())[:600]}", flush=True)

    return tried


def must(condition, what):
    if not condition:
        raise AssertionError(what)


def greeted(text):
    must(text == "A note", f"said {text!r}")


def finished(text, most_calls):
    must("signalbox-was-here" in text, f"said {text!r}")
    must(most_calls == 2, f"{most_calls} calls side by side, not 2")


def shown(text):
    must(f"1 picture of {len(PNG)} bytes" in text, f"said {text!r}")


def named(city):
    must(isinstance(city, str) and city, f"city: {city!r}")


def counted(tokens):
    must(isinstance(tokens, int) and 1 < tokens < 40, f"{tokens} tokens")


def used(tokens):
    must(PROVIDER == "quiet" or tokens and tokens > 0, f"{tokens} tokens used")


def vectors():
    if not VECTORS:
        raise Lacking("this provider has no embeddings")
    return VECTORS


def embedded(several):
    must(len(several) == len(TEXTS), f"{len(several)} vectors")
    for text, found in zip(TEXTS, several):
        wanted = [len(text) / 1024] + [ord(text[at % len(text)]) / 1024 for at in range(7)]
        must(len(found) == 8 and all(abs(a - b) < 1e-6 for a, b in zip(found, wanted)), f"{text}: {found}")


def read_file(path: str) -> str:
    """Reads a file."""
    return pathlib.Path(path).read_text()


def called(arguments):
    """What the tool that was called says."""
    return read_file((json.loads(arguments) if isinstance(arguments, str) else arguments)["path"])


def thrown(kind, words, body):
    try:
        body()
    except kind as e:
        must(words in str(e), f"{words} is not in {e}")
        return e
    raise AssertionError(f"wanted {kind.__name__}, got an answer")


def end():
    sys.exit(1 if failed else 0)
