"""Embeddings, as OpenAI's API and Gemini's have them: vectors that tell their texts, in numbers that every form keeps."""

import base64
import json
import struct

import chat
import gemini
from turn import View

LENGTH = 8


def vector(text):
    """The length of the text and its first letters, each over 1024."""
    return [len(text) / 1024] + [ord(text[at % len(text)]) / 1024 for at in range(LENGTH - 1)]


class OpenAi:
    """One list of texts, and floats as numbers or as base64."""

    KNOWN = {"model", "input", "encoding_format", "dimensions", "user"}
    error = staticmethod(chat.error)

    @staticmethod
    def texts(body):
        return [body["input"]] if isinstance(body["input"], str) else body["input"]

    @classmethod
    def faults(cls, body, given):
        yield from (f"Unrecognized request argument supplied: {name}" for name in sorted(body.keys() - cls.KNOWN))
        if body.get("encoding_format", "float") not in ("float", "base64"):
            yield f"Invalid value for 'encoding_format': {body['encoding_format']}"
        if not cls.texts(body) or not all(isinstance(text, str) and text for text in cls.texts(body)):
            yield "'$.input' is invalid."

    @classmethod
    def view(cls, body):
        return View(cls.texts(body), [], [])

    @classmethod
    def whole(cls, answer, body, given):
        packed = body.get("encoding_format") == "base64"
        data = [
            {"object": "embedding", "index": at, "embedding": cls.packed(vector(text)) if packed else vector(text)}
            for at, text in enumerate(cls.texts(body))
        ]
        used = len(json.dumps(body)) // 4
        usage = {"prompt_tokens": used, "total_tokens": used}
        return {"object": "list", "data": data, "model": body["model"], "usage": usage}

    @staticmethod
    def packed(numbers):
        return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


class Gemini:
    """A content, or a list of requests of one each."""

    KNOWN = {"model", "content", "taskType", "title", "outputDimensionality", "requests"}
    error = staticmethod(gemini.error)

    @staticmethod
    def asked(body):
        return body["requests"] if "requests" in body else [body]

    @staticmethod
    def text(asked):
        return "".join(part["text"] for part in asked["content"]["parts"])

    @classmethod
    def faults(cls, body, given):
        for asked in [body, *body.get("requests", [])]:
            for name in sorted(asked.keys() - cls.KNOWN):
                yield f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.'
        for asked in cls.asked(body):
            if not cls.text(asked):
                yield "content contains an empty Part."
            if "requests" in body and not asked.get("model", "").startswith("models/"):
                yield "EmbedContentRequest.model: unexpected model name format"

    @classmethod
    def view(cls, body):
        return View([cls.text(asked) for asked in cls.asked(body)], [], [])

    @classmethod
    def whole(cls, answer, body, given):
        found = [{"values": vector(cls.text(asked))} for asked in cls.asked(body)]
        return {"embeddings": found} if "requests" in body else {"embedding": found[0]}
