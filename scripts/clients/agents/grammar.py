"""Chat Completions before llama.cpp's server, in which a call of a tool that must be made is made: the model's words are held to a grammar.

llama.cpp holds a model to a JSON schema, but to the form of a call only where the model's own template has one. So a request whose `tool_choice`
is `required`, or names a tool, goes to the model with the schema of all calls that could be made, and what it writes is told as the call. Every token
is the model's. All other requests go on as they are.
"""

import http.client
import http.server
import json
import threading
import time
import urllib.parse
import uuid

PATIENCE = 300  # seconds


def wanted(body):
    """The functions one of which must be called; none if none must."""
    choice, tools = body.get("tool_choice"), [tool["function"] for tool in body.get("tools") or [] if tool.get("type") == "function"]
    if choice == "required":
        return tools
    name = choice.get("function", {}).get("name") if isinstance(choice, dict) else None
    return [tool for tool in tools if tool["name"] == name]


def schema(functions):
    calls = [{"type": "object", "properties": {"name": {"const": each["name"]}, "arguments": each.get("parameters") or {"type": "object"}},
              "required": ["name", "arguments"], "additionalProperties": False} for each in functions]
    return calls[0] if len(calls) == 1 else {"anyOf": calls}


def question(body, functions):
    """The request that has the model write a call."""
    kept = {key: value for key, value in body.items() if key not in ("tools", "tool_choice", "parallel_tool_calls", "stream", "stream_options")}
    names = "; ".join(f"{each['name']}: {(each.get('description') or '').splitlines()[0][:80] if each.get('description') else ''}" for each in functions)
    note = {"role": "system", "content": f"Write one call as JSON, {{\"name\": NAME, \"arguments\": ARGUMENTS}}. You can call {names}"}
    messages = body["messages"]
    first = messages[0] if messages and messages[0]["role"] in ("system", "developer") else None
    rest = messages[1:] if first else messages
    return {**kept, "messages": [note, *rest], "stream": False,
            "response_format": {"type": "json_schema", "json_schema": {"name": "call", "schema": schema(functions)}}}


def message(answer):
    """The message with the call, and how it ended."""
    choice = answer["choices"][0]
    text = choice["message"].get("content") or ""
    try:
        call = json.loads(text)
    except ValueError:  # cut at the limit of tokens
        return {"role": "assistant", "content": text}, choice["finish_reason"]
    made = {"id": "call_" + uuid.uuid4().hex[:24], "type": "function", "function": {"name": call["name"], "arguments": json.dumps(call["arguments"])}}
    return {"role": "assistant", "content": None, "tool_calls": [made]}, "tool_calls"


def chunks(head, said, reason, usage):
    calls = [{"index": at, **call} for at, call in enumerate(said.get("tool_calls", []))]
    deltas = [{"role": "assistant", "content": None}, {"tool_calls": calls} if calls else {"content": said["content"]}]
    for delta in deltas:
        yield {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}
    yield {**head, "choices": [], "usage": usage}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def upstream(self, method, path, data):
        connection = http.client.HTTPConnection(self.server.upstream.netloc, timeout=PATIENCE)
        connection.request(method, path, data, {"content-type": "application/json"} if data else {})
        return connection.getresponse()

    def do_GET(self):
        self.passed(self.upstream("GET", self.path, None))

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("content-length", 0)))
        functions = wanted(json.loads(data)) if self.path.endswith("/chat/completions") else []
        if not functions:
            return self.passed(self.upstream("POST", self.path, data))
        body = json.loads(data)
        answer = self.upstream("POST", self.path, json.dumps(question(body, functions)))
        if answer.status != 200:
            return self.passed(answer)
        told = json.loads(answer.read())
        said, reason = message(told)
        self.told(body, told, said, reason)

    def told(self, body, told, said, reason):
        head = {"id": told["id"], "created": int(time.time()), "model": told["model"]}
        if body.get("stream"):
            self.begin(200, "text/event-stream")
            for each in chunks({**head, "object": "chat.completion.chunk"}, said, reason, told["usage"]):
                self.wfile.write(f"data: {json.dumps(each)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")
        else:
            self.begin(200, "application/json")
            choice = {"index": 0, "message": said, "finish_reason": reason}
            self.wfile.write(json.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": told["usage"]}).encode())

    def begin(self, status, kind):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("connection", "close")
        self.end_headers()

    def passed(self, answer):
        self.begin(answer.status, answer.getheader("content-type", "application/json"))
        while piece := answer.read1(65536):
            self.wfile.write(piece)
            self.wfile.flush()


class Calls:
    """The server, on a thread of its own."""

    def __init__(self, upstream):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.upstream = urllib.parse.urlsplit(upstream)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
