"""What a played model says: first a call of the tool that reads a file; once the file's text came back, two such calls side by
side, for the other notes; and then what it read. It also tells how many pictures it was shown, tells a story that is long enough to
be given up, and refuses what is asked for that.

A request of any dialect is read as a `View`; what is answered is an `Answer`, which the dialects write in their words.
"""

import base64
import dataclasses
import json
import re

QUESTION = "Read the file {path} with your tools and tell me what it says."
MARKER = "signalbox-was-here"
NOTES = {"note.txt": MARKER, "note-2.txt": "second-line", "note-3.txt": "third-line"}
STORY = "Tell a long story"
REFUSED = "Be refused"
FINAL = f"The note says {MARKER}, and that is all."

# The first of a request's tools that fits one of these, in this order, reads the file.
READERS = [r"^(read_file|read|view|open_file|read_files)$", r"read.*file|file.*read", r"^(exec_command|shell|bash|run_command)$",
           r"shell|exec|bash|command"]
PATHS = re.compile(r"path|file", re.I)
COMMANDS = re.compile(r"^(cmd|command|commands|script)$", re.I)


@dataclasses.dataclass
class Tool:
    name: str
    schema: dict
    takes_text: bool = False
    group: str = ""


@dataclasses.dataclass
class View:
    """What matters of a request: texts that people and programs wrote, tools that may be called, and their results.

    A tool that must be called is named; any of them is an empty name.
    """

    texts: list
    tools: list
    results: list
    schema: dict | None = None
    thinks: bool = False
    forced: str | None = None
    pictures: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Call:
    tool: Tool
    arguments: dict

    def text(self):
        return json.dumps(self.arguments)


@dataclasses.dataclass
class Answer:
    text: str = ""
    calls: list = dataclasses.field(default_factory=list)
    thinking: str = ""
    slow: bool = False


def answer(view):
    if asked(STORY, view):
        return Answer(text="Once upon a time, " * 2000, slow=True)
    if view.pictures:
        return Answer(text=f"I see {len(view.pictures)} picture of {view.pictures[0]} bytes.")
    path = noted(view.texts)
    reader = reading(view.tools)
    thinking = "The note has to be read first. " if view.thinks else ""
    if view.forced is not None:
        tool = next(t for t in view.tools if view.forced in ("", t.name))
        return Answer(calls=[Call(tool, filled(tool.schema, path))])
    if all(came(mark, view) for mark in NOTES.values()):
        return Answer(text=FINAL)
    if came(MARKER, view) and len(view.results) == 1 and path and reader:
        others = [path.replace("note.txt", name) for name in list(NOTES)[1:]]
        return Answer("", [Call(reader, filled(reader.schema, other)) for other in others], thinking)
    if view.results:
        return Answer(text="No tool gave the text of the notes.")
    if path and reader:
        return Answer("I read the note.", [Call(reader, filled(reader.schema, path))], thinking)
    if path and edited(view.texts):
        return Answer(text=edited(view.texts))
    return Answer(text=json.dumps(filled(view.schema, "")) if view.schema else "A note")


def asked(words, view):
    return any(words in text for text in view.texts)


def picture(media, data):
    """How many bytes a picture has, which must be one that the providers take."""
    if media not in ("image/png", "image/jpeg", "image/gif", "image/webp"):
        raise ValueError(f"media type {media}")
    return len(base64.b64decode(data, validate=True))


def picture_at(url):
    """The same of an address that holds it."""
    found = re.fullmatch(r"data:([^;]*);base64,(.*)", url)
    if not found:
        raise ValueError(f"address of a picture: {url[:40]}")
    return picture(*found.groups())


def came(mark, view):
    return any(mark in result for result in view.results)


def noted(texts):
    found = re.search(r"Read the file (\S+/note\.txt)", "\n".join(texts))
    return found.group(1) if found else ""


def edited(texts):
    """A program without tools reads edits from the answer: the whole text of a file below its name."""
    if any("note.txt" in text and MARKER in text for text in texts):
        return f"{FINAL}\n\nsaid.txt\n```\n{MARKER}\n```\n"
    return ""


def reading(tools):
    for pattern in READERS:
        for tool in tools:
            if re.search(pattern, tool.name, re.I) and not tool.takes_text:
                return tool
    return None


def filled(schema, path, name=""):
    """A value of the schema; what is a path is the note's, and what is a command prints it."""
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = (kind[0] if isinstance(kind, list) else kind).lower()
    if "enum" in schema:
        return schema["enum"][0]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return filled(schema[several][0], path, name)
    if kind == "object":
        needed = schema.get("required") or likely(schema.get("properties", {}))
        return {key: filled(schema.get("properties", {}).get(key, {}), path, key) for key in needed}
    if kind == "array":
        if COMMANDS.search(name):
            return ["cat", path]
        return [filled(schema.get("items", {}), path, name)]
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return False
    if COMMANDS.search(name):
        return f"cat {path}"
    return path if PATHS.search(name) else "The note"


def likely(properties):
    return [key for key in properties if PATHS.search(key) or COMMANDS.search(key)][:1]
