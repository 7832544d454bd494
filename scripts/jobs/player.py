"""Plays a provider of Chat Completions on loopback for scripts/jobs.sh: each model sorts tickets as well as it can.

  player.py TICKETS.csv      prints its port

How often a model is right, and how long it takes, goes by its name; the same ticket always gets the same answer.
"""

import csv
import json
import sys
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CATEGORIES = ["refund", "delivery", "account", "product"]
# Of a hundred tickets so many are sorted rightly, and the seconds that takes.
SKILL = {"gpt-5.1": (100, 0.6), "deepseek-v4-flash": (100, 0.35), "mistral-small-latest": (70, 0.25)}
USUAL = (90, 0.4)


def tickets(file):
    with open(file, newline="", encoding="utf-8") as lines:
        return {row["text"].strip(): row["category"] for row in csv.DictReader(lines)}


def sorted_by(model, text):
    right = KNOWN.get(text, "product")
    skill, seconds = SKILL.get(model, USUAL)
    luck = zlib.crc32(f"{model} {text}".encode()) % 100
    category = right if luck < skill else CATEGORIES[(CATEGORIES.index(right) + 1) % len(CATEGORIES)]
    return category, seconds


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = next(each["content"] for each in reversed(asked["messages"]) if each["role"] == "user")
        if isinstance(text, list):
            text = "".join(part.get("text", "") for part in text)
        category, seconds = sorted_by(asked["model"], text.strip())
        time.sleep(seconds)
        said = json.dumps({"category": category, "reason": "The message asks for that."})
        usage = {"prompt_tokens": len(json.dumps(asked["messages"])) // 4, "completion_tokens": len(said) // 4}
        usage["total_tokens"] = sum(usage.values())
        if asked.get("stream"):
            self.stream(asked["model"], said, usage)
        else:
            choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
            self.whole({"id": "x", "object": "chat.completion", "model": asked["model"], "choices": [choice], "usage": usage})

    def whole(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self, model, said, usage):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        pieces = [{"delta": {"role": "assistant", "content": said}}, {"delta": {}, "finish_reason": "stop"}]
        for choice in pieces:
            self.event({"model": model, "choices": [{"index": 0, **choice}]})
        self.event({"model": model, "choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def event(self, part):
        body = {"id": "x", "object": "chat.completion.chunk", **part}
        self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    KNOWN = tickets(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    print(server.server_port, flush=True)
    server.serve_forever()
