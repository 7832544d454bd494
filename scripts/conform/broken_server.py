"""A server of Chat Completions on loopback that is broken on purpose, in one way of three; prints its address first.

  broken_server.py streams|calls|errors

streams: they end without a finish reason, without [DONE] and without the usage that was asked for.
calls:   calls of tools come without names and with arguments that are no JSON, also where tools are forbidden; a schema is not kept.
errors:  they are pages for people, or answers with status 200; limits and stop words are taken and not kept.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = "one, two, three, four, five, six, seven, eight, nine, ten, " + ", ".join(f"number {at}" for at in range(11, 91))
CONTEXT = 3_000


class Chat(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    broken = ""

    def do_GET(self):
        if self.path == "/v1/models":
            self.whole(200, {"object": "list", "data": [{"id": "tiny", "object": "model", "meta": {"n_ctx": CONTEXT}}]})
        else:
            self.refuse(404, "not_found", "there is nothing here")

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path != "/v1/chat/completions":
            return self.refuse(404, "not_found", "there is nothing here")
        try:
            body = json.loads(data)
        except ValueError:
            return self.refuse(400, "invalid_json", "the body is no JSON")
        if self.headers.get("authorization"):
            return self.refuse(401, "invalid_api_key", "the key is wrong")
        if body.get("model") != "tiny":
            return self.refuse(404, "model_not_found", "there is no such model", 200)
        if len(json.dumps(body).split(" ")) > CONTEXT:
            return self.refuse(400, "context_length_exceeded", f"This model's maximum context length is {CONTEXT} tokens.")
        if body.get("stream"):
            return self.stream(body)
        self.whole(200, self.answer(body))

    def refuse(self, status, code, message, otherwise=None):
        if self.broken == "errors" and otherwise:
            return self.whole(otherwise, {"error": message})
        if self.broken == "errors":
            return self.send(status, f"<h1>{message}</h1>".encode(), "text/html")
        self.whole(status, {"error": {"message": message, "type": "invalid_request_error", "code": code, "param": None}})

    def said(self, body):
        """The text and why it ends."""
        asked = body["messages"][-1].get("content") or ""
        if "JSON" in asked:
            return ("A city is Paris." if self.broken == "calls" else '{"city":"Paris"}'), "stop"
        if not asked.startswith("Count"):
            return "Hello.", "stop"
        words = WORDS.split(" ")
        stops = [body["stop"]] if isinstance(body.get("stop"), str) else body.get("stop") or []
        if stops and self.broken != "errors":
            return WORDS.partition(stops[0])[0], "stop"
        limit = body.get("max_completion_tokens") or body.get("max_tokens") or 16
        if self.broken == "errors" or limit >= len(words):
            return WORDS, "stop"
        return " ".join(words[:limit]), "length"

    def calls(self, body):
        last = body["messages"][-1]
        forbidden = body.get("tool_choice") == "none" and self.broken != "calls"
        if not body.get("tools") or forbidden or last["role"] == "tool":
            return []
        cities = ["Paris", "Rome"] if "Rome" in last["content"] else ["Paris"]
        arguments = "city = {}" if self.broken == "calls" else '{{"city":"{}"}}'
        return [
            {"id": f"call_{at}", "type": "function", "function": {"name": "get_weather", "arguments": arguments.format(city)}}
            for at, city in enumerate(cities)
        ]

    def answer(self, body):
        calls = self.calls(body)
        text, end = self.said(body)
        message = {"role": "assistant", "content": None if calls else text, "refusal": None, **({"tool_calls": calls} if calls else {})}
        choice = {"message": message, "logprobs": None, "finish_reason": "tool_calls" if calls else end}
        several = 1 if self.broken == "errors" else body.get("n") or 1
        return {**self.head("chat.completion"), "choices": [{"index": at, **choice} for at in range(several)], "usage": self.usage(text)}

    def stream(self, body):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        calls = self.calls(body)
        text, end = self.said(body)
        self.chunk({"role": "assistant", "content": ""})
        for at, call in enumerate(calls):
            for delta in self.fragments(at, call):
                self.chunk({"tool_calls": [delta]})
        for word in [] if calls else text.split(" "):
            self.chunk({"content": word + " "})
        if self.broken != "streams":
            self.chunk({}, "tool_calls" if calls else end)
            if (body.get("stream_options") or {}).get("include_usage"):
                self.event({**self.head("chat.completion.chunk"), "choices": [], "usage": self.usage(text)})
            self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def fragments(self, at, call):
        named = {} if self.broken == "calls" else {"name": call["function"]["name"]}
        yield {"index": at, "id": call["id"], "type": "function", "function": {**named, "arguments": ""}}
        whole = call["function"]["arguments"]
        yield from ({"index": at, "function": {"arguments": piece}} for piece in (whole[:5], whole[5:]))

    def chunk(self, delta, end=None):
        self.event({**self.head("chat.completion.chunk"), "choices": [{"index": 0, "delta": delta, "finish_reason": end}]})

    @staticmethod
    def head(kind):
        return {"id": "chatcmpl-1", "object": kind, "created": 1700000000, "model": "tiny"}

    @staticmethod
    def usage(text):
        said = len(text.split(" "))
        return {"prompt_tokens": 12, "completion_tokens": said, "total_tokens": 12 + said, "prompt_tokens_details": {"cached_tokens": 4}}

    def event(self, value):
        data = f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def whole(self, status, value):
        self.send(status, json.dumps(value).encode(), "application/json")

    def send(self, status, data, kind):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    Chat.broken = sys.argv[1]
    if Chat.broken not in ("streams", "calls", "errors"):
        sys.exit(__doc__)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
