"""A fake upstream: answers OpenAI's chat completions with the name of the model that was asked.

A test tells it by `failing` which models answer with which status (0: the line goes dead), and
reads from `seen` who was asked, with what key and body.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Upstream(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", port), Call)
        self.failing = {}
        self.seen = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        model = body.get("model", "")
        self.server.seen.append(
            {"model": model, "key": self.headers.get("authorization", ""), "body": body}
        )
        status = self.server.failing.get(model, 200)
        if status == 0:
            self.close_connection = True
        elif status != 200:
            self.answer(status, json.dumps({"error": {"message": "as told", "type": "fake"}}))
        elif body.get("stream"):
            self.answer(200, stream(model), "text/event-stream")
        else:
            self.answer(200, json.dumps(whole(model)))

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


def whole(model):
    message = {"role": "assistant", "content": "from " + model}
    return {
        "id": "fake",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12},
    }


def stream(model):
    def chunk(delta, finish):
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": "fake", "object": "chat.completion.chunk", "created": 1, "model": model}
        return "data: " + json.dumps({**head, "choices": [choice]}) + "\n\n"

    first = chunk({"role": "assistant", "content": "from " + model}, None)
    return first + chunk({}, "stop") + "data: [DONE]\n\n"
