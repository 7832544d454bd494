"""A fake of every provider: speaks three dialects and says which leaf of the graph was asked.

Each leaf has its own key, so the key of a call tells the leaf, whatever a gateway made of the rest.
A test tells it by `failing` which leaves fail with which class (of `signalbox route --given`), and
reads from `seen` who was asked, with what model.
"""

import json
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "key-of-"

STATUS = {
    "rate_limited": 429,
    "out_of_credit": 402,
    "overloaded": 503,
    "server_error": 500,
    "model_not_found": 404,
    "unauthorized": 401,
    "bad_request": 400,
    "context_too_long": 400,
    "content_filtered": 400,
}


class Upstream(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Call)
        self.failing = {}
        self.seen = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def close(self):
        self.shutdown()
        self.server_close()


class Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        url = urllib.parse.urlsplit(self.path)
        leaf = self.leaf(url)
        dialect = dialect_of(url.path)
        model = model_of(dialect, url.path, body)
        self.server.seen.append({"leaf": leaf, "model": model, "dialect": dialect, "body": body})
        failure = self.server.failing.get(leaf)
        if failure == "unreachable":
            self.close_connection = True
        elif failure:
            self.fail(failure, dialect)
        else:
            streams = body.get("stream") or "streamGenerateContent" in url.path
            text = DIALECTS[dialect][1 if streams else 0]("from " + leaf, model)
            self.answer(200, text, "text/event-stream" if streams else "application/json")

    def leaf(self, url):
        keys = [
            self.headers.get("authorization", "").removeprefix("Bearer "),
            self.headers.get("x-api-key", ""),
            self.headers.get("x-goog-api-key", ""),
            *urllib.parse.parse_qs(url.query).get("key", []),
        ]
        known = [key.removeprefix(KEY) for key in keys if key.startswith(KEY)]
        return known[0] if known else "(unknown key)"

    def fail(self, failure, dialect):
        status = STATUS[failure]
        if dialect == "anthropic" and failure == "overloaded":
            status = 529
        code = "context_length_exceeded" if failure == "context_too_long" else failure
        error = {"message": "as told: " + failure, "type": failure, "code": code}
        self.answer(status, json.dumps({"type": "error", "error": error}))

    def answer(self, status, text, kind="application/json"):
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass

    def log_message(self, *args):
        pass


def dialect_of(path):
    if path.endswith("/messages"):
        return "anthropic"
    return "gemini" if "enerateContent" in path else "openai"


def model_of(dialect, path, body):
    if dialect == "gemini":
        return urllib.parse.unquote(re.sub(r".*/models/|:\w+$", "", path))
    return body.get("model", "")


def event(value, name=""):
    return (f"event: {name}\n" if name else "") + "data: " + json.dumps(value) + "\n\n"


def openai(text, model):
    return json.dumps({
        "id": "fake",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12},
    })


def openai_stream(text, model):
    def chunk(delta, finish):
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": "fake", "object": "chat.completion.chunk", "created": 1, "model": model}
        return event({**head, "choices": [choice]})

    first = chunk({"role": "assistant", "content": text}, None)
    return first + chunk({}, "stop") + "data: [DONE]\n\n"


def anthropic_head(model, content):
    return {
        "id": "msg_fake",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": content,
        "stop_reason": "end_turn" if content else None,
        "stop_sequence": None,
        "usage": {"input_tokens": 10, "output_tokens": 2},
    }


def anthropic(text, model):
    return json.dumps(anthropic_head(model, [{"type": "text", "text": text}]))


def anthropic_stream(text, model):
    block = {"type": "text", "text": ""}
    end = {"stop_reason": "end_turn", "stop_sequence": None}
    events = [
        {"type": "message_start", "message": anthropic_head(model, [])},
        {"type": "content_block_start", "index": 0, "content_block": block},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": end, "usage": {"output_tokens": 2}},
        {"type": "message_stop"},
    ]
    return "".join(event(each, each["type"]) for each in events)


def gemini_answer(text, model):
    content = {"role": "model", "parts": [{"text": text}]}
    usage = {"promptTokenCount": 10, "candidatesTokenCount": 2, "totalTokenCount": 12}
    return {
        "candidates": [{"index": 0, "content": content, "finishReason": "STOP"}],
        "usageMetadata": usage,
        "modelVersion": model,
    }


def gemini(text, model):
    return json.dumps(gemini_answer(text, model))


def gemini_stream(text, model):
    return event(gemini_answer(text, model))


DIALECTS = {
    "openai": (openai, openai_stream),
    "anthropic": (anthropic, anthropic_stream),
    "gemini": (gemini, gemini_stream),
}
