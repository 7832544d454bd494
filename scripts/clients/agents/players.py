"""Plays the providers on loopback: OpenAI's two APIs, Anthropic's and Gemini's, streamed and whole, and embeddings.

It refuses what they refuse, with their status and in their form, and keeps each request with what was wrong with it, and whether its
answer was given up before its end.
Below /quiet it is a server of Chat Completions that tells no usage, as some on one's own machine.
"""

import dataclasses
import itertools
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import chat
import gemini
import messages
import responses
import turn
import vectors

DIALECTS = {
    r"/chat/completions$": ("chat", chat),
    r"/responses$": ("responses", responses),
    r"/messages$": ("messages", messages),
    r":(stream)?[gG]enerateContent$": ("gemini", gemini),
    r"/embeddings$": ("embeddings", vectors.OpenAi),
    r":(batchEmbedContents|embedContent)$": ("embeddings", vectors.Gemini),
}


@dataclasses.dataclass
class Seen:
    dialect: str
    path: str
    body: dict
    headers: dict
    faults: list
    view: turn.View
    answer: turn.Answer | None = None
    given_up: bool = False


class Given:
    """What was given out: ids, seals of thoughts, which only come back if nobody changed them, and what Responses keeps."""

    def __init__(self, quiet=False):
        self.quiet = quiet
        self.numbers = itertools.count(1)
        self.seals = set()
        self.headers = {}
        self.items = {}
        self.conversations = {}

    def tokens(self, body):
        return len(json.dumps(body)) // 4 + 128

    def fresh(self, prefix):
        return f"{prefix}{next(self.numbers):024d}"

    def seal(self):
        seal = f"U2VhbGVkIHRob3VnaHQ{next(self.numbers):09d}"
        self.seals.add(seal)
        return seal

    def pieces(self, text):
        return [text[at : at + 7] for at in range(0, len(text), 7)]


class Players(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Request)
        self.given = Given()
        self.given_quietly = Given(quiet=True)
        self.seen = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


def found(dialect, body, given, headers):
    """What is wrong with the request; a shape that nobody thought of is wrong, too."""
    try:
        given.headers = headers
        return list(dialect.faults(body, given))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        return [f"not understood: {error!r}"]


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        path = self.path.partition("?")[0]
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        for pattern, (name, dialect) in DIALECTS.items():
            if re.search(pattern, path):
                return self.play(name, dialect, path, body)
        self.answer(404, json.dumps({"error": {"message": f"Unknown request URL: POST {path}"}}))

    def play(self, name, dialect, path, body):
        quiet = path.startswith("/quiet/")
        given = self.server.given_quietly if quiet else self.server.given
        name = "quiet" if quiet and name == "chat" else name
        headers = {key.lower(): value for key, value in self.headers.items()}
        seen = Seen(name, path, body, headers, found(dialect, body, given, headers), turn.View([], [], []))
        self.server.seen.append(seen)
        if seen.faults:
            return self.answer(400, json.dumps(dialect.error(seen.faults[0])))
        seen.view = dialect.view(body)
        if turn.asked(turn.REFUSED, seen.view):
            return self.answer(400, json.dumps(dialect.error("Refused, as was asked.")))
        seen.answer = turn.answer(seen.view)
        if body.get("stream") or "stream" in path.rpartition(":")[2]:
            self.stream(dialect.stream(seen.answer, body, given), seen)
        else:
            self.answer(200, json.dumps(dialect.whole(seen.answer, body, given)))

    def answer(self, status, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self, events, seen):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            for event in events:
                data = event.encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()
                time.sleep(0.01 if seen.answer.slow else 0)
            self.wfile.write(b"0\r\n\r\n")
        except ConnectionError:
            seen.given_up = True
            self.close_connection = True

    def log_message(self, *_):
        pass
